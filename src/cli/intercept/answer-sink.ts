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
  /** Ends an open line, if a person reads along. */
  endLine(): Promise<void>;
  /** Writes what comes last: the answer's `end` in the forms that carry events. */
  close(): Promise<void>;
  /** The reader went away: nothing more needs to be read. */
  readonly isClosed: boolean;
}

/** Writes in one of the forms of `--emit`. `same` keeps the framing that came in. */
export function openAnswerSink(stdout: OutputStream, form: EmitForm): AnswerSink {
  let isClosed = false;
  let isLineOpen = false;
  let ends = '';
  const onGone = () => {
    isClosed = true;
  };
  stdout.once('error', onGone);
  stdout.once('close', onGone);

  async function send(output: string | Uint8Array): Promise<void> {
    if (output.length === 0 || isClosed) return;
    isLineOpen = !isLineEnd(output.at(-1));
    if (!stdout.write(output)) await Promise.race([once(stdout, 'drain'), once(stdout, 'close')]).catch(onGone);
  }

  async function endLine(): Promise<void> {
    if (stdout.isTTY === true && isLineOpen) await send('\n');
  }

  function render(event: AnswerEvent): string {
    if (form === 'text') return event.type === 'text' && !isOfOtherChoice(event) ? event.text : '';
    const rendered = form === 'json' ? jsonLine(event) : serverSentAnswer(event);
    if (event.type !== 'end') return rendered;
    // Whoever reads events stops at the end, and runs may still be going on.
    ends += rendered;
    return '';
  }

  return {
    write: ({ output, events }) => send(form === 'same' ? output : events.map(render).join('')),
    writeRunEvent(event) {
      if (form === 'sse') void send(serverSentEvent(event.event, withoutDetail(event)));
      if (form === 'json') void send(jsonLine(event));
    },
    endLine,
    async close() {
      await send(ends);
      ends = '';
      await endLine();
    },
    get isClosed() {
      return isClosed;
    },
  };
}

/** What a chat page gets: only the shown choice, and nothing of what a tag looked like or what a server complained of. */
function serverSentAnswer(event: AnswerEvent): string {
  if (isOfOtherChoice(event)) return '';
  if (event.type === 'text') return serverSentEvent('text', { text: event.text });
  if (event.type === 'upstream-error') return serverSentEvent(event.type, { type: event.type });
  const { raw: _raw, ...shown } = { raw: '', ...event };
  return serverSentEvent(event.type, shown);
}

/** An error's detail is for the person at the terminal. */
function withoutDetail(event: RunEvent): object {
  if (!('error' in event) || event.error === undefined) return event;
  const { code, message } = event.error;
  return { ...event, error: { code, message } };
}

/** One event of a `text/event-stream`; JSON has no raw line breaks, so one `data` line is enough. */
function serverSentEvent(name: string, data: object): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}

function jsonLine(event: object): string {
  return `${JSON.stringify(event)}\n`;
}

function isLineEnd(last: string | number | undefined): boolean {
  return last === '\n' || last === 0x0a;
}
