const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/** Cuts a line that holds several JSON objects behind each of them; whitespace goes with the object before it. */
export function recordsInLine(line: Uint8Array): Uint8Array[] {
  const records: Uint8Array[] = [];
  let from = 0;
  let depth = 0;
  let isInString = false;
  for (let index = 0; index < line.length; index += 1) {
    const byte = line[index];
    if (isInString) {
      if (byte === BACKSLASH) index += 1;
      else if (byte === QUOTE) isInString = false;
    } else if (byte === QUOTE) isInString = true;
    else if (byte === CLOSE_BRACE) depth = Math.max(0, depth - 1);
    else if (byte === OPEN_BRACE) {
      if (depth === 0 && index > from) {
        records.push(line.subarray(from, index));
        from = index;
      }
      depth += 1;
    }
  }
  records.push(line.subarray(from));
  return records;
}
