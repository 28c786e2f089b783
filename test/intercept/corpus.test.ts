import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';

import { describe, expect, test } from 'vitest';

import { createOllamaInterceptor, createOpenAiInterceptor } from '../../src/intercept/index.ts';
import type { InterceptorEvent, InterceptorOptions, WireInterceptor } from '../../src/intercept/index.ts';
import { inPieces, normalized, play, visibleText } from './play.ts';

interface Outcome {
  readonly visible: string;
  readonly any_visible?: boolean;
  readonly actions: readonly { readonly slug: string; readonly params: unknown }[];
}

interface Case {
  readonly id: string;
  readonly config: InterceptorOptions;
  readonly chunks?: readonly string[];
  readonly chunks_b64?: readonly string[];
  readonly framing?: string;
  readonly expect: Outcome & { readonly alt?: readonly Outcome[]; readonly checks?: readonly string[] };
}

const FILES = ['wellformed', 'malformed', 'literal', 'limits', 'bytes'];
const CASES: Case[] = FILES.flatMap((file) =>
  readFileSync(new URL(`../cases/intercept/${file}.jsonl`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Case),
);

/** Three spellings that a reader may repair and this one leaves as text, which the case accepts too. */
const SECOND_BEST = new Set(['mf-variant-15-tight', 'mf-variant-16-inline', 'mf-variant-16-tight']);

test('all 512 cases are there', () => {
  expect(CASES).toHaveLength(512);
});

describe.each(CASES.filter((one) => one.framing === undefined || one.framing === 'raw'))('$id', (one) => {
  test('gives the wanted text and actions in pieces of any size', () => {
    const chunks = one.chunks ?? decoded(one.chunks_b64 ?? []);
    const text = chunks.join('');
    const given = play(chunks, one.config);
    expectOutcome(one, given.visible, given.events);
    const whole = normalized(play([text], one.config).events);
    expect(normalized(given.events)).toEqual(whole);
    if (text.length > 4000) return;
    for (const size of [1, 2, 3, 7]) expect(normalized(play(inPieces(text, size), one.config).events)).toEqual(whole);
  });

  test('keeps what its checks ask for', () => {
    const started = performance.now();
    const { heldMax } = play(one.chunks ?? decoded(one.chunks_b64 ?? []), one.config);
    for (const check of one.expect.checks ?? []) {
      const limit = /^bounded-hold:(\d+)$/.exec(check)?.[1];
      if (limit !== undefined) expect(heldMax).toBeLessThanOrEqual(Number(limit));
      if (check === 'linear-time') expect(performance.now() - started).toBeLessThan(500);
    }
    expect(Object.hasOwn(Object.prototype, 'isAdmin')).toBe(false);
  });
});

describe.each(CASES.filter((one) => one.framing !== undefined && one.framing !== 'raw'))('$id', (one) => {
  test('gives the wanted text and actions through its framing', () => {
    const bytes = Buffer.concat((one.chunks_b64 ?? []).map((chunk) => Buffer.from(chunk, 'base64')));
    for (const size of [1, 2, 3, 7, bytes.length]) {
      const isSse = one.framing?.startsWith('sse') === true;
      const interceptor = isSse ? createOpenAiInterceptor(one.config) : createOllamaInterceptor(one.config);
      const { events, output } = pump(interceptor, bytes, size);
      expectOutcome(one, visibleText(events), events);
      const again = isSse ? createOpenAiInterceptor() : createOllamaInterceptor();
      expect(visibleText(pump(again, Buffer.from(output), 64).events)).toBe(visibleText(events));
    }
  });
});

function expectOutcome(one: Case, visible: string, events: readonly InterceptorEvent[]): void {
  const actions = events.filter((event) => event.type === 'action').map(({ slug, params }) => ({ slug, params }));
  const outcomes = [one.expect, ...(SECOND_BEST.has(one.id) ? (one.expect.alt ?? []) : [])];
  const isWanted = outcomes.some(
    (outcome) =>
      (outcome.any_visible === true || outcome.visible === visible) &&
      isDeepStrictEqual(
        outcome.actions.map(({ slug, params }) => ({ slug, params })),
        actions,
      ),
  );
  if (!isWanted) expect({ visible, actions }).toEqual(one.expect);
}

function decoded(chunks: readonly string[]): string[] {
  const decoder = new TextDecoder();
  return [...chunks.map((chunk) => decoder.decode(Buffer.from(chunk, 'base64'), { stream: true })), decoder.decode()];
}

function pump(
  interceptor: WireInterceptor,
  bytes: Uint8Array,
  size: number,
): { events: InterceptorEvent[]; output: string } {
  const results = [];
  for (let index = 0; index < bytes.length; index += size)
    results.push(interceptor.push(bytes.subarray(index, index + size)));
  results.push(interceptor.end());
  const events = results.flatMap((result) => result.events) as InterceptorEvent[];
  return { events, output: Buffer.concat(results.map((result) => result.output)).toString() };
}
