import { joinBytes, LINE_FEED } from './line-splitter.ts';
import { createRecordStream } from './record-stream.ts';
import type { Protocol, Stream } from './record-stream.ts';
import { readChunk, releaseChunk } from './openai-chunk.ts';
import { errorMessage, parseRecord } from './wire.ts';
import type { WireInterceptor, WireOptions } from './wire.ts';

type Fields = Record<string, unknown>;

const FIELD = 'data:';
const ERROR_FIELD = 'error:';
const DONE = '[DONE]';
const ENCODED_EVENT_END = Uint8Array.of(LINE_FEED, LINE_FEED);

/**
 * Takes tags out of the server-sent events of an OpenAI-compatible `/chat/completions`: out of `delta.content` of every
 * choice, nothing else. Comments, other fields, line ends and events without a tag pass byte for byte. What is held
 * when a choice finishes is released in an event before the one that says so.
 */
export function createOpenAiInterceptor(options: WireOptions = {}): WireInterceptor {
  return createRecordStream(options, createProtocol);
}

function createProtocol(stream: Stream): Protocol {
  const decoder = new TextDecoder('utf-8', { fatal: false, ignoreBOM: false });
  let lines: Uint8Array[] = [];
  let bytes = 0;
  let template: Fields | undefined;

  const passOn = (): void => {
    for (const line of lines) stream.write(line);
    lines = [];
    bytes = 0;
  };

  const release = (lineEnd: string): void => {
    for (const [choice, text] of stream.choices.endAll()) {
      stream.write(eventText([], releaseChunk(template ?? {}, choice, text), lineEnd));
    }
  };

  const finishEvent = (): void => {
    const texts = decoder.decode(joinBytes(lines)).split('\n');
    const isCrLf = texts[0]?.endsWith('\r') === true;
    const lineEnd = isCrLf ? '\r\n' : '\n';
    const fields = isCrLf ? texts.map((text) => text.replace(/\r$/, '')) : texts;
    const data = fields.filter((text) => text.startsWith(FIELD)).map((text) => text.slice(FIELD.length).trimStart());
    const payload = data.join('\n');
    if (payload.trimEnd() === DONE) release(lineEnd);
    const chunk = parseRecord(payload === '' ? errorBody(fields) : payload);
    if (chunk === undefined) return passOn();
    const message = errorMessage(chunk);
    if (message !== undefined) stream.report({ type: 'upstream-error', message });
    const { before, changed } = readChunk(stream.choices, chunk);
    if (Array.isArray(chunk.choices)) template = chunk;
    for (const released of before) stream.write(eventText([], released, lineEnd));
    if (changed === undefined) return passOn();
    const others = fields.filter((text) => text !== '' && !text.startsWith(FIELD));
    stream.write(eventText(others, changed, lineEnd));
    lines = [];
    bytes = 0;
  };

  return {
    onLine(line) {
      lines.push(line);
      bytes += line.length;
      if (isBlank(line)) finishEvent();
      else if (bytes > stream.maxRecordBytes) {
        stream.report({ type: 'record-too-long', maxRecordBytes: stream.maxRecordBytes });
        passOn();
      }
    },
    onInterruption: passOn,
    onEnd() {
      const isCut = lines.length > 0 || stream.isLineOpen();
      // What is released has to be an event of its own.
      if (isCut && stream.choices.heldChars() > 0) lines.push(ENCODED_EVENT_END);
      if (lines.length > 0) finishEvent();
      release('\n');
    },
  };
}

/** What a server writes in place of events: an error as JSON, or as a field of llama.cpp's own. */
function errorBody(fields: readonly string[]): string {
  const body = fields.join('\n');
  return body.startsWith(ERROR_FIELD) ? `{"error":${body.slice(ERROR_FIELD.length)}}` : body;
}

/** A line that ends an event. */
function isBlank(line: Uint8Array): boolean {
  return line.length === 1 || (line.length === 2 && line[0] === 0x0d);
}

function eventText(otherFields: readonly string[], chunk: Fields, lineEnd: string): string {
  const lines = [...otherFields, `${FIELD} ${JSON.stringify(chunk)}`, '', ''];
  return lines.join(lineEnd);
}
