import { cleanFlowText } from './mutants/clean-flow.ts';
import { Random } from './mutants/random.ts';

const PIECES = [
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '"',
  "'",
  '\\',
  '$',
  '{{',
  '}}',
  '$input.',
  '$steps[',
  '\u0000',
  '\ud800',
  '\u2028',
  'é',
  '😀',
  'null',
  'true',
  '1e999',
  '-',
  '0x1',
  '//',
  '/*',
  '"__proto__":',
  '"constructor":',
  '"steps":',
  '"type":',
  '"config":',
  '\n',
  '\r',
  '"when": "',
  '"$lint": {',
  '"result_key": "toString"',
  '"filter": {"_and": [',
  '$a.b..c',
  '{{ size( }}',
  '"\\u',
  '\ufeff',
];

/** A text that somebody could hand to the linter by accident, the same for the same seed. */
export function strangeText(seed: number): string {
  const random = new Random(seed);
  const kind = random.below(5);
  if (kind === 0) return Array.from({ length: random.below(60) }, () => random.pick(PIECES)).join('');
  const text = cleanFlowText(random.below(200));
  if (kind === 1) return text.slice(0, random.below(text.length));
  if (kind === 2) return text.slice(random.below(text.length));
  let damaged = text;
  for (let count = 1 + random.below(4); count > 0; count--) {
    const at = random.below(damaged.length);
    const removed = random.below(3) === 0 ? random.below(40) : 0;
    damaged = damaged.slice(0, at) + (random.chance(0.7) ? random.pick(PIECES) : '') + damaged.slice(at + removed);
  }
  return damaged;
}

/** Brackets inside each other, closed or not. */
export function deepText(seed: number, depth: number): string {
  const open = ['[', '{"steps":[', '{"type":"condition","then":[', '{"a":'][seed % 4]!;
  const close = ['', ']', ']}', '}'][(seed >> 2) % 4]!;
  return `{"slug":"deep","name":"Deep","steps":[${open.repeat(depth)}${close.repeat(depth)}]}`;
}

/** Ten million characters of one kind of nonsense. */
export function hugeText(seed: number, length: number): string {
  const unit = [
    '{"type":"log","message":"$a $b $c"},',
    '"',
    '[',
    '{"a":1,',
    ',',
    '\\',
    '{{',
    '$input.a',
    '/*',
    '{"type":"delay","config":{"ms":1}},',
    '\n',
    '"a":',
    '1',
    '}',
    '{"type":"condition","if":"a","then":[',
    '$steps[0].',
    "'",
    '{"result_key":"a","type":"x"},',
    '\ud800',
    '"$lint":{"sec/ssrf":""},',
  ][seed % 20]!;
  const head = seed % 2 === 0 ? '{"slug":"huge","name":"Huge","steps":[' : '';
  return head + unit.repeat(Math.ceil(length / unit.length));
}
