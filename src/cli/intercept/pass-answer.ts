import type { Readable } from 'node:stream';
import type { Dispatcher } from '../../dispatch/index.ts';
import { GenieError } from '../../errors.ts';
import type { EventsWriter } from '../events-file.ts';
import { isOfOtherChoice, type AnswerPiece, type AnswerReader } from './answer-reader.ts';
import type { AnswerSink } from './answer-sink.ts';
import type { Tally } from './tally.ts';

/** One answer on its way through the command. */
export interface Passage {
  answer: Readable;
  events: EventsWriter;
  /** Absent with `--json`, which prints one object at the end. */
  sink: AnswerSink | undefined;
  tally: Tally;
  /** Aborted by Ctrl-C and SIGTERM. */
  signal: AbortSignal;
  /** Without slugs every slug counts as known. */
  openReader(slugs: readonly string[] | undefined): AnswerReader;
}

/**
 * Reads to the end, to a reader that went away, or to Ctrl-C; what is held is released in every case. Rejects with
 * `ANSWER_LOST` when the answer breaks off with an error.
 */
export async function passAnswer(
  passage: Passage,
  slugs: readonly string[] | undefined,
  dispatcher?: Dispatcher,
): Promise<void> {
  const { answer, sink, signal } = passage;
  const reader = passage.openReader(slugs);
  try {
    for await (const chunk of answer as AsyncIterable<Uint8Array | string>) {
      await deliver(passage, reader.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk), dispatcher);
      if (sink?.isClosed === true) break;
    }
  } catch (thrown) {
    if (!signal.aborted) throw answerLost(thrown);
  } finally {
    await deliver(passage, reader.end(), dispatcher);
  }
}

async function deliver({ events, sink, tally }: Passage, piece: AnswerPiece, dispatcher?: Dispatcher): Promise<void> {
  for (const event of piece.events) {
    events.write(event);
    if (isOfOtherChoice(event)) continue;
    tally.count(event);
    if (event.type !== 'upstream-error' && event.type !== 'record-too-long') dispatcher?.handle(event);
  }
  await sink?.write(piece);
}

function answerLost(cause: unknown): GenieError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new GenieError('ANSWER_LOST', `The answer could not be read to its end: ${reason}`, {
    isRetryable: true,
    cause,
  });
}
