import { UsageError } from '../../errors.ts';
import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import type { StepPath } from '../../engine/index.ts';

/** What a step said to its run, besides its result. */
export type Telling =
  | { kind: 'progress'; said: Json[] }
  | { kind: 'warn'; code: string; message: string }
  | { kind: 'session'; sessionId: string };

/** A failure of a recorded call, as a `GenieError` is made of it again. */
export interface RecordedError {
  code: string;
  message: string;
  detail?: string;
  isRetryable: boolean;
  isOutcomeUnknown: boolean;
  /** What is wrong one by one, where the failure says so. */
  problems?: string[];
  /** After which time a service wants to be asked again. */
  retryAfterMs?: number;
  /** The step inside of the recorded one, such as one that an action ran, of which this is the failure. */
  step?: { path: StepPath; type: string };
}

/** One try of one step that asked something of the world, and what came of it. Secrets are masked. */
export interface RecordedCall {
  path: StepPath;
  type: string;
  /** Counted from 1, over the step's retries. */
  attempt: number;
  /** The settings, references resolved: another value means that the recording is stale. */
  config: JsonObject;
  told: Telling[];
  /** How many events the run had told when the call ended: keeps the order of steps that run side by side. */
  endedAfterEvents: number;
  result?: Json;
  error?: RecordedError;
}

/** A recorded run: everything that came into it from outside. */
export interface Cassette {
  version: 1;
  slug: string;
  input: JsonObject;
  context: JsonObject;
  /** Services and step types that answered with stubs. */
  stubs: string[];
  /** Names of the values of `$env`; the values are not kept. */
  env: string[];
  /** What the clock gave, in order: milliseconds since 1970, chance, ids. */
  clock: { now: number[]; random: number[]; ids: string[] };
  calls: RecordedCall[];
}

/** The last moment that a `Date` can hold. */
const MAX_TIME_MS = 8.64e15;

/** A cassette's file: times as the first and the steps from one to the next, which are mostly zeros. */
export function cassetteText({ clock, ...cassette }: Cassette): string {
  const [start = 0, ...rest] = clock.now;
  const steps = rest.map((now, index) => now - (clock.now[index] ?? start));
  const written = { ...cassette, clock: { start, steps: steps.join(' '), random: clock.random, ids: clock.ids } };
  return `${JSON.stringify(written, null, 2)}\n`;
}

/** Reads a cassette's file. Throws `CASSETTE_INVALID` with what is wrong with it. */
export function readCassette(text: string, file: string): Cassette {
  let written: unknown;
  try {
    written = JSON.parse(text);
  } catch (cause) {
    throw invalid(file, `it is not JSON: ${(cause as Error).message}`, cause);
  }
  if (!isJsonObject(written) || !('calls' in written) || !('clock' in written))
    throw invalid(file, 'it is no cassette');
  if (written['version'] !== 1) throw invalid(file, `its version is ${JSON.stringify(written['version'])}, not 1`);
  const { slug, input, context, stubs, env, clock, calls } = written;
  if (typeof slug !== 'string') throw invalid(file, '"slug" must be a text');
  if (!isJsonObject(input) || !isJsonObject(context)) throw invalid(file, '"input" and "context" must be objects');
  if (!isListOf(stubs, isText)) throw invalid(file, '"stubs" must be a list of names');
  if (!isListOf(env, isText)) throw invalid(file, '"env" must be a list of names');
  if (!isListOf(calls, isCall))
    throw invalid(file, '"calls" must be a list of calls with path, type, attempt, config, and a result or an error');
  return {
    version: 1,
    slug,
    input,
    context,
    stubs,
    env,
    clock: readClock(clock, file),
    calls: calls as unknown as RecordedCall[],
  };
}

function readClock(clock: Json | undefined, file: string): Cassette['clock'] {
  const { start, steps, random, ids } = isJsonObject(clock) ? clock : {};
  const isSound =
    typeof start === 'number' && typeof steps === 'string' && isListOf(random, isNumber) && isListOf(ids, isText);
  const deltas = isSound && steps !== '' ? steps.split(' ').map(Number) : [];
  if (!isSound) throw invalid(file, '"clock" cannot be read');
  let last = start;
  const now = [start, ...deltas.map((delta) => (last += delta))];
  // What no date can be, NaN included.
  if (now.some((time) => !(Math.abs(time) <= MAX_TIME_MS))) throw invalid(file, '"clock" cannot be read');
  return { now, random, ids };
}

function isCall(value: Json): boolean {
  if (!isJsonObject(value)) return false;
  const { path, type, attempt, config, told, endedAfterEvents, result, error } = value;
  const isPlaced = isListOf(path, isPathPart) && isText(type) && isNumber(attempt) && isJsonObject(config);
  const isAnswered = error === undefined ? result !== undefined : isError(error);
  return isPlaced && isListOf(told, isTelling) && isNumber(endedAfterEvents) && isAnswered;
}

function isTelling(value: Json): boolean {
  if (!isJsonObject(value)) return false;
  const { kind, said, code, message, sessionId } = value;
  if (kind === 'warn') return isText(code) && isText(message);
  return kind === 'session' ? isText(sessionId) : kind === 'progress' && Array.isArray(said) && isText(said[0]);
}

function isError(value: Json): boolean {
  if (!isJsonObject(value)) return false;
  const { code, message, detail = '', problems = [], retryAfterMs = 0, step } = value;
  const isPlaced = step === undefined || (isJsonObject(step) && isListOf(step.path, isPathPart) && isText(step.type));
  return [code, message, detail].every(isText) && isListOf(problems, isText) && isNumber(retryAfterMs) && isPlaced;
}

const isPathPart = (value: Json): value is string | number => isText(value) || isNumber(value);
const isText = (value: Json | undefined): value is string => typeof value === 'string';
const isNumber = (value: Json | undefined): value is number => typeof value === 'number';

function isListOf<Item extends Json>(value: Json | undefined, isItem: (item: Json) => item is Item): value is Item[];
function isListOf(value: Json | undefined, isItem: (item: Json) => boolean): value is Json[];
function isListOf(value: Json | undefined, isItem: (item: Json) => boolean): boolean {
  return Array.isArray(value) && value.every(isItem);
}

function invalid(file: string, reason: string, cause?: unknown): UsageError {
  return new UsageError('CASSETTE_INVALID', `The cassette cannot be used: ${reason}`, {
    detail: `${file}\nRecord it again: genie-actions run … --record ${file}`,
    ...(cause === undefined ? {} : { cause }),
  });
}
