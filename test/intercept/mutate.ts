import { isDeepStrictEqual } from 'node:util';

import { createInterceptor } from '../../src/intercept/index.ts';
import type { InterceptorEvent } from '../../src/intercept/index.ts';
import { normalized } from './play.ts';

const SEEDS = [
  'Sure.\n\n[ACTION:scout-analyze:{"url":"https://example.com/a?b=[1]&c={2}","n":[1,2.5,-3e2],"ok":true,"none":null}]\n\nDone.',
  '[ACTION:post-create:{"caption":"She said \\"wait}]\\" and left \\u00e9","tags":["a","b"],"opts":{"x":{"y":[{"z":1}]}}}] bye',
  "ok [action: a: {'a': 'it''s', b: True, \"c\": [1,2,],}] [ACTION:a:{“x”：“y”，“z”: 1 // note\n}]",
  '[ACTION:post-create:{\\"a\\":\\"b \\\\\\"c\\\\\\" d\\"}}] `[ACTION:a:{}]` <think>[ACTION:a:{}]</think>',
  '```json\n[ACTION:a:{"a":1}]\n```\n\\[ACTION:a:{"a":1}] [ACTION:a:{"a":"the "best" one","b":2}]\r\n\r\nNote: this [ACTION:a] may',
  '[ACTION:a:{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"a":123456789012345678}]',
];

const TOKENS = [
  '[',
  ']',
  '{',
  '}',
  '"',
  "'",
  '\\',
  ':',
  ',',
  '`',
  '```',
  '\n',
  '\n\n',
  ' ',
  '//',
  '/*',
  '#',
  '<think>',
];
const MORE_TOKENS = [
  '[ACTION:',
  '__proto__',
  '"constructor":',
  '\u00a0',
  '，',
  '“',
  '😀',
  '\ud800',
  '1',
  'null',
  '"}]',
  '}}',
];

const OPTIONS = [{}, { slugs: ['a', 'post-create', 'scout-analyze'] }, { maxTagChars: 256, maxDepth: 3, slugs: ['a'] }];

/** A failure that a mutation provoked. */
export class FuzzFailure extends Error {}

/** A small generator of the same numbers for the same seed (mulberry32). */
export function randomNumbers(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** Changes a few places of a transcript that is full of tags. */
export function mutant(random: (below: number) => number): string {
  let text = SEEDS[random(SEEDS.length)] ?? '';
  for (let edits = 1 + random(4); edits > 0; edits -= 1) {
    const from = random(text.length + 1);
    const to = random(2) === 0 ? from : Math.min(text.length, from + random(8));
    const tokens = random(3) === 0 ? MORE_TOKENS : TOKENS;
    const insert = random(3) === 0 ? '' : (tokens[random(tokens.length)] ?? '');
    text = text.slice(0, from) + insert + text.slice(to);
  }
  return random(8) === 0 ? text + (SEEDS[random(SEEDS.length)] ?? '') : text;
}

/** Runs `count` mutations and throws at the first that breaks a promise; returns how many actions ran. */
export function fuzz(count: number, seed: number): number {
  const random = randomNumbers(seed);
  let actions = 0;
  for (let run = 0; run < count; run += 1) {
    const text = mutant(random);
    const options = OPTIONS[random(OPTIONS.length)] ?? {};
    const whole = eventsOf([text], options);
    const size = 1 + random(9);
    const pieces: string[] = [];
    for (let index = 0; index < text.length; index += size) pieces.push(text.slice(index, index + size));
    if (!isDeepStrictEqual(normalized(eventsOf(pieces, options)), normalized(whole))) {
      throw new FuzzFailure(`pieces of ${size} differ: ${JSON.stringify(text)}`);
    }
    for (const event of whole) actions += checkEvent(event, text);
  }
  if (Object.hasOwn(Object.prototype, 'polluted')) throw new FuzzFailure('a prototype was touched');
  return actions;
}

function eventsOf(chunks: readonly string[], options: object): InterceptorEvent[] {
  try {
    const interceptor = createInterceptor(options);
    return [...chunks.flatMap((chunk) => interceptor.push(chunk)), ...interceptor.end()];
  } catch (error) {
    throw new FuzzFailure(`threw on ${JSON.stringify(chunks.join(''))}`, { cause: error });
  }
}

/** A strict tag has the parameters that JSON says; a tag's span is its text. */
function checkEvent(event: InterceptorEvent, text: string): number {
  if (event.type !== 'action') return 0;
  const { raw, span, params, repairs } = event;
  if (text.toWellFormed().slice(...span) !== raw) throw new FuzzFailure(`span is not raw: ${JSON.stringify(text)}`);
  if (hasProtoKey(params)) throw new FuzzFailure(`forbidden key: ${JSON.stringify(text)}`);
  if (repairs.length > 0) return 1;
  const body: unknown = JSON.parse(raw.slice(raw.indexOf('{'), raw.lastIndexOf('}') + 1));
  if (!isDeepStrictEqual(body, params)) throw new FuzzFailure(`not the parameters: ${JSON.stringify(text)}`);
  return 1;
}

function hasProtoKey(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.hasOwn(value, '__proto__') || Object.values(value).some(hasProtoKey);
}
