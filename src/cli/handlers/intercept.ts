import type { Readable } from 'node:stream';
import type { RunReport } from '../../engine/events.ts';
import { UsageError } from '../../errors.ts';
import type { InterceptorOptions } from '../../intercept/index.ts';
import { chooseName } from '../choose-name.ts';
import { openEventsWriter, type EventsWriter } from '../events-file.ts';
import { EXIT_STATUS } from '../exit-status.ts';
import type { ActionRuns } from '../intercept/action-runs.ts';
import { isOfOtherChoice, openAnswerReader, type AnswerFormat, type AnswerPiece } from '../intercept/answer-reader.ts';
import { openAnswerSink, type AnswerSink } from '../intercept/answer-sink.ts';
import { openAnswer } from '../intercept/read-answer.ts';
import { createTally, type Tally } from '../intercept/tally.ts';
import { listenForSignals } from '../interruption.ts';
import type { Outcome } from '../outcome.ts';
import type { Session } from '../session.ts';

export interface InterceptFlags {
  format: string;
  emit: string;
  run?: boolean;
  dryRun?: boolean;
  stub?: string[];
  slug?: string[];
  strict?: boolean;
  stats?: boolean;
  context?: string;
  from?: string;
  allowHost?: string[];
  timeout?: string;
}

/** One answer on its way through the command. */
interface Passage {
  session: Session;
  flags: InterceptFlags;
  answer: Readable;
  format: AnswerFormat;
  events: EventsWriter;
  sink: AnswerSink;
  tally: Tally;
  /** Aborted by Ctrl-C and SIGTERM. */
  signal: AbortSignal;
}

const FORMATS = ['auto', 'text', 'openai', 'ollama'] as const satisfies readonly AnswerFormat[];
const FORMS = ['same', 'text', 'sse', 'json'] as const;

/** `intercept [FILE]`. */
export async function intercept(session: Session, file: string | undefined, flags: InterceptFlags): Promise<Outcome> {
  const format = chooseName('--format', flags.format, FORMATS);
  const form = chooseName('--emit', flags.emit, FORMS);
  const isRunning = flags.run === true || flags.dryRun === true;
  refuseUselessFlags(flags, isRunning);
  const answer = await openAnswer(file, session.streams);
  const events = openEventsWriter(session);
  const interruption = listenForSignals(session.streams, () => void answer.destroy());
  const tally = createTally(session.flags.json === true);
  const sink = openAnswerSink(session.streams.stdout, form);
  const passage = { session, flags, answer, format, events, sink, tally, signal: interruption.signal };
  try {
    const reports = isRunning ? await passAndRun(passage) : await pass(passage, undefined).then(() => []);
    return outcomeOf(flags, tally, reports, interruption.status);
  } finally {
    interruption.close();
    events.close();
  }
}

/** Passes the answer on and runs what its tags ask for; the answer never waits for a run. */
async function passAndRun(passage: Passage): Promise<RunReport[]> {
  const { session, flags, events, sink, signal } = passage;
  const { openActionRuns } = await import('../intercept/action-runs.ts');
  const { openRunsDisplay } = await import('../intercept/runs-display.ts');
  const { stdout, stderr } = session.streams;
  const isOnOneScreen = stdout.isTTY === true && stderr.isTTY === true;
  const passed = Promise.withResolvers<void>();
  const display = openRunsDisplay(session, () => runs.stubs, isOnOneScreen ? passed.promise : Promise.resolve());
  const runs = await openActionRuns(session, flags, {
    signal,
    onEvent(event) {
      events.write(event);
      if (session.flags.json !== true) sink.writeRunEvent(event);
      display.onEvent(event);
    },
    onReport: (report) => display.onReport(report),
  });
  try {
    await pass(passage, runs);
    passed.resolve();
    const reports = await runs.dispatcher.idle();
    await display.settled();
    return reports;
  } finally {
    await runs.dispatcher.close();
    await runs.close();
  }
}

/** Reads to the end, to a reader that went away, or to Ctrl-C; what is held is released in every case. */
async function pass(passage: Passage, runs: ActionRuns | undefined): Promise<void> {
  const { answer, sink, signal } = passage;
  const reader = openAnswerReader(passage.format, interceptorOptions(passage.flags, runs));
  try {
    for await (const chunk of answer as AsyncIterable<Uint8Array | string>) {
      await deliver(passage, runs, reader.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk));
      if (sink.isClosed) break;
    }
  } catch (thrown) {
    if (!signal.aborted) throw thrown;
  } finally {
    await deliver(passage, runs, reader.end());
  }
}

async function deliver(
  { session, events, sink, tally }: Passage,
  runs: ActionRuns | undefined,
  piece: AnswerPiece,
): Promise<void> {
  for (const event of piece.events) {
    events.write(event);
    if (isOfOtherChoice(event)) continue;
    tally.count(event);
    if (event.type !== 'upstream-error' && event.type !== 'record-too-long') runs?.dispatcher.handle(event);
  }
  if (session.flags.json !== true) await sink.write(piece);
}

function refuseUselessFlags(flags: InterceptFlags, isRunning: boolean): void {
  const useless = (['stub', 'context', 'from', 'allowHost', 'timeout'] as const).find(
    (name) => flags[name] !== undefined,
  );
  if (isRunning || useless === undefined) return;
  const option = useless === 'allowHost' ? 'allow-host' : useless;
  throw new UsageError('OPTIONS_CONFLICT', `--${option} is about running flows: add --run`);
}

function interceptorOptions(flags: InterceptFlags, runs: ActionRuns | undefined): InterceptorOptions {
  const slugs = flags.slug ?? runs?.slugs;
  return { ...(slugs === undefined ? {} : { slugs }), ...(flags.strict === true ? { repair: 'none' } : {}) };
}

function outcomeOf(flags: InterceptFlags, tally: Tally, reports: RunReport[], stopped: number | undefined): Outcome {
  const isRefused = flags.strict === true && tally.malformed.length > 0;
  const status =
    stopped ?? (isRefused || reports.some(({ success }) => !success) ? EXIT_STATUS.failed : EXIT_STATUS.done);
  const lines = [
    ...tally.problems.map((problem) => `! ${problem}`),
    ...(flags.strict === true
      ? tally.malformed.map(({ slug, reason }) => `✗ malformed tag of "${slug}": ${reason}`)
      : []),
    ...(flags.stats === true ? [tally.statsLine()] : []),
  ];
  return { status, json: { ...tally.json(), runs: reports }, text: '', notes: lines.join('\n') };
}
