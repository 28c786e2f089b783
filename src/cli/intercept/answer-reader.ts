import {
  createByteInterceptor,
  createOllamaInterceptor,
  createOpenAiInterceptor,
  type InterceptorEvent,
  type InterceptorOptions,
  type WireEvent,
  type WireInterceptor,
} from '../../intercept/index.ts';
import { detectFormat } from './detect-format.ts';

export type AnswerFormat = 'auto' | 'text' | 'openai' | 'ollama';

/** With several choices in one answer, only the first is the one that is shown and that runs. */
export type AnswerEvent = InterceptorEvent | WireEvent;

/** What one piece of input led to: its framing without the tags, and the events. */
export interface AnswerPiece {
  output: Uint8Array | string;
  events: readonly AnswerEvent[];
}

/** Takes the tags out of an answer in one of the formats. */
export interface AnswerReader {
  push(bytes: Uint8Array): AnswerPiece;
  end(): AnswerPiece;
}

/** `auto` decides by the beginning of the answer, as early as it can. */
export function openAnswerReader(format: AnswerFormat, options: InterceptorOptions): AnswerReader {
  return format === 'auto' ? detectingReader(options) : readerOf(format, options);
}

function readerOf(format: Exclude<AnswerFormat, 'auto'>, options: InterceptorOptions): AnswerReader {
  if (format === 'openai') return wireReader(createOpenAiInterceptor(options));
  if (format === 'ollama') return wireReader(createOllamaInterceptor(options));
  const interceptor = createByteInterceptor(options);
  return {
    push: (bytes) => textPiece(interceptor.push(bytes)),
    end: () => textPiece(interceptor.end()),
  };
}

function wireReader(interceptor: WireInterceptor): AnswerReader {
  return { push: (bytes) => interceptor.push(bytes), end: () => interceptor.end() };
}

function textPiece(events: readonly InterceptorEvent[]): AnswerPiece {
  let output = '';
  for (const event of events) if (event.type === 'text') output += event.text;
  return { output, events };
}

const NOTHING: AnswerPiece = { output: '', events: [] };

function detectingReader(options: InterceptorOptions): AnswerReader {
  const seen: Uint8Array[] = [];
  let reader: AnswerReader | undefined;
  const decide = (isEnd: boolean): AnswerPiece => {
    const beginning = Buffer.concat(seen);
    const format = detectFormat(beginning, isEnd);
    if (format === undefined) return NOTHING;
    reader = readerOf(format, options);
    return reader.push(beginning);
  };
  return {
    push(bytes) {
      if (reader !== undefined) return reader.push(bytes);
      seen.push(bytes);
      return decide(false);
    },
    end() {
      const first = reader === undefined ? decide(true) : NOTHING;
      const last = reader!.end();
      return { output: joinOutputs(first.output, last.output), events: [...first.events, ...last.events] };
    },
  };
}

function joinOutputs(first: AnswerPiece['output'], last: AnswerPiece['output']): AnswerPiece['output'] {
  if (first.length === 0) return last;
  return last.length === 0 ? first : Buffer.concat([Buffer.from(first), Buffer.from(last)]);
}

/** Does the event belong to a choice that nobody took? */
export function isOfOtherChoice(event: AnswerEvent): boolean {
  return 'choice' in event && event.choice !== 0;
}
