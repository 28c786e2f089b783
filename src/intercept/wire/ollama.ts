import { createRecordStream } from './record-stream.ts';
import type { Protocol, Stream } from './record-stream.ts';
import { recordsInLine } from './records-in-line.ts';
import { errorMessage, isFields, parseRecord } from './wire.ts';
import type { WireInterceptor, WireOptions } from './wire.ts';

type Fields = Record<string, unknown>;

const ONLY_CHOICE = 0;

/**
 * Takes tags out of the newline-delimited JSON of Ollama's `/api/chat` (`message.content`) and `/api/generate`
 * (`response`). What the last record would cut off is released in a record before it.
 */
export function createOllamaInterceptor(options: WireOptions = {}): WireInterceptor {
  return createRecordStream(options, createProtocol);
}

function createProtocol(stream: Stream): Protocol {
  const decoder = new TextDecoder('utf-8', { fatal: false, ignoreBOM: false });
  let template: Fields | undefined;

  const readRecord = (line: Uint8Array, text: string, record: Fields): void => {
    const message = errorMessage(record);
    if (message !== undefined) stream.report({ type: 'upstream-error', message });
    const content = contentOf(record);
    if (content === undefined) return stream.write(line);
    template = record;
    const isLast = record.done === true;
    const shown = stream.choices.read(ONLY_CHOICE, content, isLast);
    if (shown === undefined || shown === content) return stream.write(line);
    if (content === '' && isLast) {
      stream.write(`${JSON.stringify(deltaOf(record, shown))}${lineEnd(text)}`);
      return stream.write(line);
    }
    stream.write(`${JSON.stringify(withContent(record, shown))}${lineEnd(text)}`);
  };

  const readLine = (line: Uint8Array): boolean => {
    const text = decoder.decode(line);
    const record = parseRecord(text);
    if (record !== undefined) readRecord(line, text, record);
    return record !== undefined;
  };

  return {
    onLine(line) {
      if (readLine(line)) return;
      // Readers of concatenated JSON see in it what readers of lines do not.
      for (const record of recordsInLine(line)) if (!readLine(record)) stream.write(record);
    },
    onInterruption() {},
    onEnd() {
      for (const held of stream.choices.endAll().values()) {
        if (stream.isLineOpen()) stream.write('\n');
        stream.write(`${JSON.stringify(deltaOf(template ?? { response: '' }, held))}\n`);
      }
    },
  };
}

function contentOf(record: Fields): string | undefined {
  const { message, response } = record;
  if (isFields(message) && typeof message.content === 'string') return message.content;
  return typeof response === 'string' ? response : undefined;
}

function withContent(record: Fields, content: string): Fields {
  const { message } = record;
  return isFields(message) ? { ...record, message: { ...message, content } } : { ...record, response: content };
}

/** A record that is not the last, with the fields that every record has. */
function deltaOf({ model, created_at, message }: Fields, content: string): Fields {
  const body = isFields(message) ? { message: { role: message.role ?? 'assistant', content } } : { response: content };
  return { model, created_at, ...body, done: false };
}

function lineEnd(text: string): string {
  return text.endsWith('\r\n') ? '\r\n' : '\n';
}
