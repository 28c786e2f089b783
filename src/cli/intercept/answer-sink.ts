import { once } from 'node:events';
import type { RunEvent } from '../../engine/events.ts';
import { isOfOtherChoice, type AnswerEvent, type AnswerPiece } from './answer-reader.ts';
import type { OutputStream } from '../streams.ts';

export type EmitForm = 'same' | 'text' | 'sse' | 'json';

/** Where the answer goes, without its tags. */
export interface AnswerSink {
  /** Takes what one piece of input led to; waits for a slow reader. */
  write(piece: AnswerPiece): Promise<void>;
  /** Takes an event of a run; only the forms that carry events show it. */
  writeRunEvent(event: RunEvent): void;
  /** The reader went away: nothing more needs to be read. */
  readonly isClosed: boolean;
}

/** Writes in one of the forms of `--emit`. `same` keeps the framing that came in. */
export function openAnswerSink(stdout: OutputStream, form: EmitForm): AnswerSink {
  let isClosed = false;
  const onGone = () => {
    isClosed = true;
  };
  stdout.once('error', onGone);
  stdout.once('close', onGone);

  async function send(output: string | Uint8Array): Promise<void> {
    if (output.length === 0 || isClosed) return;
    if (!stdout.write(output)) await Promise.race([once(stdout, 'drain'), once(stdout, 'close')]).catch(onGone);
  }

  return {
    write: ({ output, events }) =>
      send(form === 'same' ? output : events.map((event) => renderEvent(form, event)).join('')),
    writeRunEvent(event) {
      if (form === 'sse') void send(serverSentEvent(event.event, event));
      if (form === 'json') void send(`${JSON.stringify(event)}\n`);
    },
    get isClosed() {
      return isClosed;
    },
  };
}

function renderEvent(form: Exclude<EmitForm, 'same'>, event: AnswerEvent): string {
  if (form !== 'json' && isOfOtherChoice(event)) return '';
  if (form === 'text') return event.type === 'text' ? event.text : '';
  if (form === 'json') return `${JSON.stringify(event)}\n`;
  return event.type === 'text' ? serverSentEvent('text', { text: event.text }) : serverSentEvent(event.type, event);
}

/** One event of a `text/event-stream`; JSON has no raw line breaks, so one `data` line is enough. */
function serverSentEvent(name: string, data: object): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}
