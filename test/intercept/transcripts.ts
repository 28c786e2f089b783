import fc from 'fast-check';

/** The allow-list of the generated transcripts. */
export const SLUGS = ['scout-analyze', 'post-create', 'memory_recall', 'a'];

/** Pieces of which tags, broken tags, code and prose are made; joined at random they reach every state. */
const FRAGMENTS = [
  '[',
  ']',
  '{',
  '}',
  '"',
  "'",
  '`',
  '```',
  '~~~',
  '````\n',
  '\\',
  '\\\\',
  '\\"',
  ':',
  ',',
  '：',
  '，',
  '\n',
  '\r\n',
  '\r',
  '\n\n',
  ' ',
  '   ',
  '\t',
  '\u00a0',
  '//',
  '/*',
  '*/',
  ' # ',
  '#',
  '<',
  '<think>',
  '</think>',
  '> ',
  '[ACTION:',
  '[action:',
  '[ ACTION : ',
  'ACTION',
  'scout-analyze',
  'Scout_Analyze',
  'post-create:',
  'memory-recall',
  'unknown',
  '[ACTION:a:{',
  '[ACTION:post-create:{"x":',
  '[ACTION:scout-analyze:{"url":"u"}]',
  '[ACTION:a]',
  '[ACTION:unknown:{}]',
  '{"a":1}',
  '"a":',
  '"b": "c"',
  '"__proto__":',
  'a: 1',
  '}]',
  '}}]',
  '"}]',
  '"}',
  '",',
  '", ',
  ']}]',
  '{\\"a\\":\\"b\\"}',
  '“',
  '”',
  '‘',
  '’',
  'True',
  'null',
  'NaN',
  '1',
  '-0.5e3',
  '123456789012345678901',
  '...',
  'word',
  'Note: this may take',
  'Done.',
  '😀',
  '\ud83d',
  '\ude00',
  'ü',
  '好的',
];

/** Anything from prose to half a tag; every fragment may follow every other. */
export const transcript: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { weight: 12, arbitrary: fc.constantFrom(...FRAGMENTS) },
      { weight: 1, arbitrary: fc.string({ maxLength: 6, unit: 'binary' }) },
    ),
    { maxLength: 40 },
  )
  .map((fragments) => fragments.join(''));

/** Text that holds no complete head of a tag. */
export const tagless: fc.Arbitrary<string> = transcript.map((text) => text.replaceAll('{', '(').replaceAll(']', ')'));

/** The places to cut a text at, as numbers that are taken modulo its length. */
export const cuts: fc.Arbitrary<number[]> = fc.array(fc.nat(2000), { maxLength: 12 });

export function cutAt(text: string, places: readonly number[]): string[] {
  const positions = [...new Set(places.map((place) => place % (text.length + 1)))].sort((a, b) => a - b);
  const pieces: string[] = [];
  let from = 0;
  for (const position of positions) {
    pieces.push(text.slice(from, position));
    from = position;
  }
  pieces.push(text.slice(from));
  return pieces;
}
