let known: { text: string; convert: (offset: number) => number } | undefined;

/** Turns offsets of the UTF-8 bytes of a text into offsets of its UTF-16 units. */
export function unitOffsets(text: string): (byteOffset: number) => number {
  if (known?.text !== text) known = { text, convert: converterFor(text) };
  return known.convert;
}

function converterFor(text: string): (offset: number) => number {
  if (Buffer.byteLength(text) === text.length) return (offset) => offset;
  const starts = new Uint32Array(text.length + 1);
  let bytes = 0;
  for (let unit = 0; unit < text.length; unit++) {
    starts[unit] = bytes;
    const code = text.codePointAt(unit)!;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (code >= 0x10000) starts[++unit] = bytes;
  }
  starts[text.length] = bytes;
  return (offset) => firstAtLeast(starts, offset);
}

function firstAtLeast(sorted: Uint32Array, wanted: number): number {
  let [low, high] = [0, sorted.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
