import type { Json } from '../json.ts';
import type { GenieError } from '../errors.ts';
import type { Call } from './call.ts';

export const JOB_STATES = [
  'active',
  'waiting',
  'prioritized',
  'delayed',
  'waiting-children',
  'failed',
  'completed',
] as const;

export type JobState = (typeof JOB_STATES)[number];

/** A job as its queue holds it. Times in milliseconds since 1970. */
export interface QueuedJob {
  id: string;
  queue: string;
  name: string;
  state: JobState;
  data: Json;
  /** How often it came to an end, and how often it may. */
  attempts: number;
  maxAttempts: number;
  /** How often it was handed to a worker. */
  deliveries: number;
  progress: Json;
  createdAt: number;
  startedAt: number | null;
  endedAt: number | null;
  /** Why it failed last. */
  error: string | null;
  result: Json;
}

export interface JobFilter {
  queue: string;
  /** Default: all. */
  states?: readonly JobState[];
  /** Jobs to pass over, and to give at most. */
  offset: number;
  limit: number;
}

/** What is in the queues, for people. Every method rejects with a `ServiceError`. Looking changes nothing. */
export interface JobsPort {
  /** The newest first within a state. */
  list(filter: JobFilter, call?: Call): Promise<QueuedJob[]>;
  /** By state; states without jobs are 0. */
  count(queue: string, call?: Call): Promise<Record<JobState, number>>;
  find(queue: string, id: string, call?: Call): Promise<QueuedJob | undefined>;
  /** Puts a failed job back among those that wait. Rejects with `ITEM_NOT_FOUND`, and with `JOB_NOT_FAILED` for any other state. */
  retry(queue: string, id: string, call?: Call): Promise<void>;
  close(): Promise<void>;
}

/** A job that was taken from a queue. Delivery is at least once: the same job may come again, here or elsewhere. */
export interface TakenJob {
  id: string;
  queue: string;
  name: string;
  data: Json;
  /** How often it came to an end before. */
  attempts: number;
  /** How often it was handed to a worker, this time included. */
  deliveries: number;
}

/** How the work on a job ended. */
export type JobEnd =
  | { kind: 'done'; result: Json }
  /** `isFinal`: another attempt cannot help, whatever the job allows. */
  | { kind: 'failed'; error: GenieError; isFinal: boolean }
  /** Not now: the job goes back and comes again after so long. That is no attempt. */
  | { kind: 'later'; delayMs: number };

/** Must not reject. The signal is aborted when the worker stops and the time that it grants is over. */
export type JobProcessor = (job: TakenJob, signal: AbortSignal) => Promise<JobEnd>;

/** Takes jobs from one queue until it is stopped. */
export interface JobConsumer {
  /** Takes no more jobs, lets running ones go on for `graceMs`, aborts and hands back what is left, and closes the connections. */
  stop(graceMs: number): Promise<void>;
}
