import { GenieError, toGenieError } from '../errors.ts';
import type { JobEnd, JobProcessor, Journal, RunRecord, TakenJob } from '../ports/index.ts';
import { goesOnElsewhere, type Runner, type RunOptions } from '../runner/index.ts';
import { readRunJob, type RunJob } from './run-job.ts';

/** What became of one delivery of a run. */
export interface RunDelivery {
  runId: string;
  slug: string;
  end: JobEnd;
  /** Whether an earlier delivery had begun the run. */
  isResumed: boolean;
  durationMs: number;
}

export interface RunProcessorSetup {
  /** Records in `journal`. */
  runner: Runner;
  journal: Pick<Journal, 'getRun'>;
  onEvent?: RunOptions['onEvent'];
  onEnd?: (delivery: RunDelivery) => void;
}

/** A run that another process has is asked after again in so long. */
const BUSY_DELAY_MS = 1_000;

/** Failures that no further attempt can mend: the request, the flow, or a write that a person has to look at. */
const FINAL_CODES: ReadonlySet<string> = new Set([
  'JOB_INVALID',
  'FLOW_NOT_FOUND',
  'FLOW_INVALID',
  'FLOW_INACTIVE',
  'INPUT_INVALID',
  'INPUT_FORBIDDEN',
  'OUTCOME_UNKNOWN',
  'RUN_NOT_RESUMABLE',
  'STEP_LIMIT',
]);

/**
 * Does queued runs. A queue may deliver a job several times; the journal decides what that means: a run that has ended is
 * not run again, one that was interrupted is taken up where it stopped, one that another process has is left to it. A run
 * that failed is resumed only where the job was tried before and is meant to be tried again.
 */
export function createRunProcessor(setup: RunProcessorSetup): JobProcessor {
  return async (job, signal) => {
    const startedAt = performance.now();
    let run: Pick<RunJob, 'runId' | 'slug'> = { runId: job.id, slug: job.name };
    let outcome: Delivered;
    try {
      const wanted = readRunJob(job);
      run = wanted;
      outcome = await deliver(setup, job, wanted, signal);
    } catch (thrown) {
      outcome = { end: endOfFailure(toGenieError(thrown)), isResumed: false };
    }
    const durationMs = Math.round(performance.now() - startedAt);
    setup.onEnd?.({ runId: run.runId, slug: run.slug, durationMs, ...outcome });
    return outcome.end;
  };
}

interface Delivered {
  end: JobEnd;
  isResumed: boolean;
}

async function deliver(setup: RunProcessorSetup, job: TakenJob, run: RunJob, signal: AbortSignal): Promise<Delivered> {
  const { runner, journal, onEvent } = setup;
  const { runId, slug, params, context, timeoutMs } = run;
  const options = {
    signal,
    ...(onEvent === undefined ? {} : { onEvent }),
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  };
  const begin = async () => await runner.run(slug, params, { ...options, runId, context, trigger: 'queue' });

  // The journal cannot know a run that nobody had yet, unless a host used its id before: then it refuses to start it.
  const isFirst = job.deliveries <= 1 && job.attempts === 0;
  const record = isFirst ? undefined : await journal.getRun(runId);
  let report = record === undefined ? await begin() : undefined;
  if (report !== undefined && (report.success || report.code !== 'RUN_EXISTS')) {
    return { end: endOfReport(report), isResumed: false };
  }
  const known = record ?? (await journal.getRun(runId));
  if (known === undefined) return { end: { kind: 'later', delayMs: BUSY_DELAY_MS }, isResumed: false };
  const settled = settledEnd(known, job);
  if (settled !== undefined) return { end: settled, isResumed: false };
  report = await runner.resume(runId, options);
  return { end: endOfReport(report), isResumed: true };
}

/** The end of a run that needs nothing more from this delivery. */
function settledEnd({ runId, status, error, errorCode }: RunRecord, { attempts }: TakenJob): JobEnd | undefined {
  if (status === 'success') return done(runId);
  if (status === 'running') return { kind: 'later', delayMs: BUSY_DELAY_MS };
  if (status === 'interrupted' || attempts > 0 || goesOnElsewhere(errorCode ?? '', 'queue')) return undefined;
  return endOfFailure(new GenieError(errorCode ?? 'INTERNAL', error ?? 'unknown error'));
}

function endOfReport(report: Awaited<ReturnType<Runner['run']>>): JobEnd {
  return report.success ? done(report.run_id) : endOfFailure(new GenieError(report.code, report.error));
}

function endOfFailure(error: GenieError): JobEnd {
  const { code } = error;
  if (code === 'HANDED_BACK') return { kind: 'later', delayMs: 0 };
  if (code === 'RUN_ACTIVE' || code === 'RUN_FINISHED' || goesOnElsewhere(code, 'queue')) {
    return { kind: 'later', delayMs: BUSY_DELAY_MS };
  }
  return { kind: 'failed', error, isFinal: FINAL_CODES.has(code) };
}

function done(runId: string): JobEnd {
  return { kind: 'done', result: { run_id: runId, success: true } };
}
