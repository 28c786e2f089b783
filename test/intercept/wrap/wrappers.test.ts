import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { createByteInterceptor, createInterceptorStream, interceptText } from '../../../src/intercept/index.ts';
import type { InterceptorEvent } from '../../../src/intercept/index.ts';
import { createInterceptorTransform } from '../../../src/intercept/wrap/node-stream.ts';
import { inPieces, normalized, play, visibleText } from '../play.ts';
import { cuts, transcript } from '../transcripts.ts';

const ANSWER = 'Grüße 🌊! [ACTION:a:{"x":"👩‍👧"}] Fertig ✅';

describe('bytes', () => {
  test('may be cut inside a character', () => {
    fc.assert(
      fc.property(transcript, cuts, (text, places) => {
        const whole = text.toWellFormed().replace(/^\uFEFF/, '');
        const bytes = Buffer.from(text.toWellFormed());
        const positions = [...new Set([0, ...places.map((place) => place % (bytes.length + 1)), bytes.length])].sort(
          (a, b) => a - b,
        );
        const interceptor = createByteInterceptor();
        const events = positions.flatMap((position, index) =>
          interceptor.push(bytes.subarray(positions[index - 1] ?? 0, position)),
        );
        events.push(...interceptor.end());
        expect(normalized(events)).toEqual(normalized(play([whole]).events));
      }),
      { numRuns: 2000 },
    );
  });

  test('drop a byte order mark and replace what is no UTF-8', () => {
    const interceptor = createByteInterceptor();
    const events = [0xef, 0xbb, 0xbf, 0x61, 0xff, 0x62, 0xc3].flatMap((byte) => interceptor.push(Uint8Array.of(byte)));
    expect(visibleText([...events, ...interceptor.end()])).toBe('a\uFFFDb\uFFFD');
    expect(interceptor.end()).toEqual([]);
  });
});

describe('an async iterable', () => {
  test('gives the events of a push interceptor', async () => {
    const chunks = inPieces(ANSWER, 1);
    expect(normalized(await collect(interceptText(chunks)))).toEqual(normalized(play([ANSWER]).events));
  });

  test('shows a piece before the next one is asked for', async () => {
    let asked = 0;
    async function* slowly(): AsyncGenerator<string> {
      for (const piece of ['one ', 'two']) {
        asked += 1;
        yield piece;
      }
    }
    const events = interceptText(slowly());
    expect((await events.next()).value).toEqual({ type: 'text', text: 'one ' });
    expect(asked).toBe(1);
  });

  test('releases what is held before the error of its source goes on', async () => {
    async function* broken(): AsyncGenerator<string> {
      yield 'half [ACTION:a';
      throw new Error('cut off');
    }
    const events: InterceptorEvent[] = [];
    const reading = (async () => {
      for await (const event of interceptText(broken())) events.push(event);
    })();
    await expect(reading).rejects.toThrow('cut off');
    expect(visibleText(events)).toBe('half [ACTION:a');
  });
});

describe('streams', () => {
  test('a Web stream gives the events of a push interceptor', async () => {
    const readable = ReadableStream.from(inPieces(ANSWER, 1)).pipeThrough(createInterceptorStream());
    expect(normalized(await collect(readable))).toEqual(normalized(play([ANSWER]).events));
  });

  test('a Node stream gives them from bytes', async () => {
    const bytes = Array.from(Buffer.from(ANSWER), (byte) => Buffer.of(byte));
    const events = (await Readable.from(bytes).pipe(createInterceptorTransform()).toArray()) as InterceptorEvent[];
    expect(normalized(events)).toEqual(normalized(play([ANSWER]).events));
  });

  test('a Node stream carries text on as bytes', async () => {
    const texts = Readable.from(['plain ', 'text'])
      .pipe(createInterceptorTransform())
      .filter((event: InterceptorEvent) => event.type === 'text')
      .map((event: { text: string }) => Buffer.from(event.text));
    expect((await buffer(texts)).toString()).toBe('plain text');
  });
});

async function collect(events: AsyncIterable<InterceptorEvent>): Promise<InterceptorEvent[]> {
  const collected: InterceptorEvent[] = [];
  for await (const event of events) collected.push(event);
  return collected;
}
