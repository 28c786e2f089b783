/** Texts of the four kinds that the speed table is about; each is one-byte text unless its name says otherwise. */
export interface Workload {
  readonly name: string;
  /** Text with tags as `tag` writes them, of at least `length` characters. */
  readonly text: (length: number, tag: (index: number) => string) => string;
}

const PROSE =
  'I looked at the last thirty posts and sorted them by reach. The three best ones were published in the evening, ' +
  'between seven and nine, and all of them show the same place at the sea. I would repeat that with a new caption.\n\n';

const MARKDOWN =
  '## Results (week 31)\n\n* **Best post**: [Golden hour](https://example.com/p/1789) with `reach: 41200`\n' +
  '* Next: see [1], [2] and `posts[0].id`\n\n```js\nconst best = posts.filter((post) => post.reach > 1000)[0];\n```\n\n' +
  '| post | reach |\n|---|---|\n| a | 12 < 40 |\n\nThat is ~30 % more than [last week](https://example.com/w/30).\n\n';

export const WORKLOADS: readonly Workload[] = [
  { name: 'plain text', text: (length) => repeated(PROSE, length) },
  { name: 'markdown, no tags', text: (length) => repeated(MARKDOWN, length) },
  { name: 'sparse tags', text: (length, tag) => withTags(PROSE.repeat(18), length, tag) },
  { name: 'dense tags', text: (length, tag) => withTags(PROSE.slice(0, 24), length, tag) },
  { name: 'plain text, two-byte', text: (length) => repeated(PROSE.replace('sea', 'Meer 🌊'), length) },
];

/** A tag of 76 characters, different for every index. */
export function actionTag(index: number): string {
  return `[ACTION:scout-analyze:{"url":"https://example.com/p/${pad(index)}","top_n":7}]`;
}

/** The same call as a Hermes model writes it. */
export function hermesTag(index: number): string {
  const call = { name: 'scout-analyze', arguments: { url: `https://example.com/p/${pad(index)}`, top_n: 7 } };
  return `<tool_call>${JSON.stringify(call)}</tool_call>`;
}

export function inChunks(text: string, size: number): string[] {
  const chunks: string[] = [];
  // Through bytes, so that every chunk is a flat string of its own as it would come from a socket.
  for (let index = 0; index < text.length; index += size) chunks.push(flat(text.slice(index, index + size)));
  return chunks;
}

function flat(text: string): string {
  const encoding = isLatin(text) ? 'latin1' : 'utf16le';
  return Buffer.from(text, encoding).toString(encoding);
}

function isLatin(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) if (text.charCodeAt(index) > 255) return false;
  return true;
}

function repeated(text: string, length: number): string {
  return text.repeat(Math.ceil(length / text.length));
}

function withTags(between: string, length: number, tag: (index: number) => string): string {
  const pieces: string[] = [];
  let total = 0;
  for (let index = 0; total < length; index += 1) {
    const piece = between + tag(index);
    pieces.push(piece);
    total += piece.length;
  }
  return pieces.join('');
}

function pad(index: number): string {
  return String(index).padStart(6, '0');
}
