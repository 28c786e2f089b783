interface OffsetTable {
  readonly text: string;
  /** Bytes before every `BLOCK_LENGTH`th unit; `undefined` for a text of ASCII only. */
  readonly blocks: readonly number[] | undefined;
}

const BLOCK_LENGTH = 4096;

let known: OffsetTable | undefined;

/** Turns UTF-16 offsets of a text into offsets of its UTF-8 bytes. */
export function byteOffsets(text: string): (offset: number) => number {
  if (known?.text !== text) known = { text, blocks: blocksOf(text) };
  const { blocks } = known;
  if (blocks === undefined) return (offset) => offset;
  return (offset) => {
    const block = Math.min(Math.floor(offset / BLOCK_LENGTH), blocks.length - 1);
    return blocks[block]! + Buffer.byteLength(text.slice(blockStart(text, block), offset));
  };
}

function blocksOf(text: string): number[] | undefined {
  if (Buffer.byteLength(text) === text.length) return undefined;
  const blocks = [0];
  for (let block = 1; block * BLOCK_LENGTH < text.length; block++) {
    const before = text.slice(blockStart(text, block - 1), blockStart(text, block));
    blocks.push(blocks[block - 1]! + Buffer.byteLength(before));
  }
  return blocks;
}

/** Not between the halves of a surrogate pair, which are four bytes only together. */
function blockStart(text: string, block: number): number {
  const start = block * BLOCK_LENGTH;
  return isInsidePair(text, start) ? start - 1 : start;
}

/** Whether the offset is between the two halves of one character. */
export function isInsidePair(text: string, offset: number): boolean {
  return isHighSurrogate(text.charCodeAt(offset - 1)) && (text.charCodeAt(offset) & 0xfc00) === 0xdc00;
}

function isHighSurrogate(code: number): boolean {
  return (code & 0xfc00) === 0xd800;
}
