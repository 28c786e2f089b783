import type { InterceptorOptions } from '../options.ts';
import { createChoices } from './choices.ts';
import type { Choices } from './choices.ts';
import { createLineSplitter, joinBytes, LINE_FEED } from './line-splitter.ts';
import { DEFAULT_MAX_RECORD_BYTES } from './wire.ts';
import type { WireEvent, WireInterceptor, WireOptions, WireResult } from './wire.ts';

/** What a protocol does with the lines of its stream. */
export interface Protocol {
  onLine(line: Uint8Array): void;
  /** The line before an unreadable one ends here. */
  onInterruption(): void;
  onEnd(): void;
}

/** What a protocol may use. */
export interface Stream {
  readonly choices: Choices;
  readonly maxRecordBytes: number;
  write(output: Uint8Array | string): void;
  /** Whether what was written ends in the middle of a line. */
  isLineOpen(): boolean;
  report(event: WireEvent): void;
}

const NOTHING: WireResult = { output: new Uint8Array(0), events: [] };

/** Builds an interceptor of records from what its protocol does with a line. */
export function createRecordStream(
  options: WireOptions,
  createProtocol: (stream: Stream) => Protocol,
): WireInterceptor {
  const encoder = new TextEncoder();
  const maxRecordBytes = options.maxRecordBytes ?? DEFAULT_MAX_RECORD_BYTES;
  const interceptorOptions: InterceptorOptions = options;
  let output: Uint8Array[] = [];
  let events: WireEvent[] = [];
  let lastByte = LINE_FEED;
  let hasEnded = false;

  const report = (event: WireEvent): void => {
    events.push(event);
  };
  const stream: Stream = {
    choices: createChoices(interceptorOptions, report),
    maxRecordBytes,
    report,
    write(piece) {
      const bytes = typeof piece === 'string' ? encoder.encode(piece) : piece;
      output.push(bytes);
      lastByte = bytes.at(-1) ?? lastByte;
    },
    isLineOpen: () => lastByte !== LINE_FEED,
  };
  const protocol = createProtocol(stream);
  const splitter = createLineSplitter(maxRecordBytes, {
    onLine: (line) => protocol.onLine(line),
    onPiece(piece, isFirst) {
      if (isFirst) {
        protocol.onInterruption();
        report({ type: 'record-too-long', maxRecordBytes });
      }
      stream.write(piece);
    },
  });
  const take = (): WireResult => {
    const result = { output: joinBytes(output), events };
    output = [];
    events = [];
    return result;
  };

  return {
    push(bytes) {
      splitter.push(bytes);
      return take();
    },
    end() {
      if (hasEnded) return NOTHING;
      hasEnded = true;
      splitter.end();
      protocol.onEnd();
      return take();
    },
    heldChars: () => stream.choices.heldChars(),
  };
}
