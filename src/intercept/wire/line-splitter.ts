/** What a byte stream consists of: whole lines with their end, and pieces of lines that are too long to keep. */
export interface LineHandlers {
  onLine(line: Uint8Array): void;
  /** A piece of a line of more than the limit; `isFirst` for its first piece. */
  onPiece(piece: Uint8Array, isFirst: boolean): void;
}

/** Cuts bytes at line feeds. Never keeps more than `maxLineBytes`. */
export interface LineSplitter {
  push(bytes: Uint8Array): void;
  /** Hands over a last line without its line feed. */
  end(): void;
}

export const LINE_FEED = 0x0a;

export function createLineSplitter(maxLineBytes: number, handlers: LineHandlers): LineSplitter {
  let pending: Uint8Array[] = [];
  let pendingBytes = 0;
  let isTooLong = false;

  const keep = (bytes: Uint8Array): void => {
    if (bytes.length === 0) return;
    if (isTooLong) {
      handlers.onPiece(bytes, false);
      return;
    }
    // A copy: hosts may reuse their buffers.
    pending.push(bytes.slice());
    pendingBytes += bytes.length;
    if (pendingBytes <= maxLineBytes) return;
    isTooLong = true;
    handlers.onPiece(joinBytes(pending), true);
    pending = [];
    pendingBytes = 0;
  };

  const finishLine = (): void => {
    if (pendingBytes > 0) handlers.onLine(joinBytes(pending));
    pending = [];
    pendingBytes = 0;
    isTooLong = false;
  };

  return {
    push(bytes) {
      let from = 0;
      for (;;) {
        const position = bytes.indexOf(LINE_FEED, from);
        if (position < 0) break;
        keep(bytes.subarray(from, position + 1));
        finishLine();
        from = position + 1;
      }
      keep(bytes.subarray(from));
    },
    end: finishLine,
  };
}

export function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only;
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}
