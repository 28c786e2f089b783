import type { RunReport } from '../../engine/events.ts';
import { UsageError } from '../../errors.ts';
import { chooseName } from '../choose-name.ts';
import { openEventsWriter } from '../events-file.ts';
import { EXIT_STATUS } from '../exit-status.ts';
import { openAnswerReader, type AnswerFormat } from '../intercept/answer-reader.ts';
import { openAnswerSink } from '../intercept/answer-sink.ts';
import { passAnswer, type Passage } from '../intercept/pass-answer.ts';
import { openAnswer } from '../intercept/read-answer.ts';
import { createTally } from '../intercept/tally.ts';
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

const FORMATS = ['auto', 'text', 'openai', 'ollama'] as const satisfies readonly AnswerFormat[];
const FORMS = ['same', 'text', 'sse', 'json'] as const;

/** `intercept [FILE]`. */
export async function intercept(session: Session, file: string | undefined, flags: InterceptFlags): Promise<Outcome> {
  const format = chooseName('--format', flags.format, FORMATS);
  const form = chooseName('--emit', flags.emit, FORMS);
  const isRunning = flags.run === true || flags.dryRun === true;
  refuseUselessFlags(session, flags, isRunning);
  const { streams } = session;
  const isJson = session.flags.json === true;
  const answer = await openAnswer(file, streams);
  const events = openEventsWriter(session);
  const stopping = Promise.withResolvers<void>();
  const interruption = listenForSignals(streams, () => {
    answer.destroy();
    stopping.resolve();
  });
  const passage: Passage = {
    answer,
    events,
    sink: isJson ? undefined : openAnswerSink(streams.stdout, form),
    tally: createTally(isJson),
    signal: interruption.signal,
    openReader: (slugs) =>
      openAnswerReader(format, {
        ...(slugs === undefined ? {} : { slugs }),
        ...(flags.strict === true ? { repair: 'none' } : {}),
      }),
  };
  try {
    const reports = isRunning
      ? await (await import('../intercept/pass-and-run.ts')).passAndRun(session, flags, passage, stopping.promise)
      : await passAnswer(passage, flags.slug).then(() => []);
    await passage.sink?.close();
    const lost = events.close().map(({ message }) => message);
    return outcomeOf(flags, passage, reports, { stopped: interruption.status, lost });
  } finally {
    interruption.close();
    events.close();
  }
}

function refuseUselessFlags(session: Session, flags: InterceptFlags, isRunning: boolean): void {
  if (session.flags.events === '-') {
    throw new UsageError('OPTIONS_CONFLICT', '"--events -" and the answer both want standard output', {
      detail: 'Name a file, or choose --emit json, which writes text and events as JSON lines.',
    });
  }
  const useless = (['stub', 'context', 'from', 'allowHost', 'timeout'] as const).find(
    (name) => flags[name] !== undefined,
  );
  if (isRunning || useless === undefined) return;
  const option = useless === 'allowHost' ? 'allow-host' : useless;
  throw new UsageError('OPTIONS_CONFLICT', `--${option} is about running flows: add --run`);
}

interface Ending {
  /** The exit status for the signal that came. */
  stopped: number | undefined;
  /** What the file of `--events` lacks. */
  lost: string[];
}

function outcomeOf(
  flags: InterceptFlags,
  { tally }: Passage,
  reports: RunReport[],
  { stopped, lost }: Ending,
): Outcome {
  const isRefused = flags.strict === true && tally.malformedCount > 0;
  const hasFailed = isRefused || reports.some(({ success }) => !success);
  const problems = [...tally.problems, ...lost];
  const lines = [
    ...problems.map((problem) => `! ${problem}`),
    ...(flags.strict === true ? tally.malformedLines() : []),
    ...(flags.stats === true ? [tally.statsLine()] : []),
  ];
  return {
    status: stopped ?? (hasFailed ? EXIT_STATUS.failed : EXIT_STATUS.done),
    json: { ...tally.json(), problems, runs: reports },
    text: '',
    notes: lines.join('\n'),
  };
}
