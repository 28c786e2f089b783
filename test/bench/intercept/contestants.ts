import { createInterceptor } from '../../../src/intercept/index.ts';
import { actionTag, hermesTag } from './workloads.ts';

/** Something that reads text in chunks. */
export interface Contestant {
  readonly name: string;
  /** How a tool call is written for it. */
  readonly tag: (index: number) => string;
  /** Too slow for the full length: characters that it gets with chunks of 4 and of 4,096. */
  readonly lengths?: readonly [number, number];
  read(chunks: readonly string[]): unknown;
}

type StreamPart = { type: string; id?: string; delta?: string };

/** The peers live outside the package: `npm ci` in test/bench/peers-intercept first. */
const PEERS = '../peers-intercept/peers.js';

export async function contestants(): Promise<Contestant[]> {
  const { hermesParser, reasoningStream } = (await import(PEERS)) as {
    hermesParser: () => TransformStream<StreamPart, StreamPart>;
    reasoningStream: (parts: ReadableStream<StreamPart>) => Promise<ReadableStream<StreamPart>>;
  };
  return [
    { name: 'interceptor', tag: actionTag, read: (chunks) => readWithInterceptor(chunks, 'off') },
    { name: 'interceptor, dedupe on', tag: actionTag, read: (chunks) => readWithInterceptor(chunks, 'response') },
    { name: "floor: indexOf('[')", tag: actionTag, read: readWithIndexOf },
    { name: 'floor: TextDecoder', tag: actionTag, read: readWithDecoder() },
    { name: 'whole-buffer regex', tag: actionTag, lengths: [20_000, 2_000_000], read: readWithRegex },
    {
      name: '@ai-sdk-tool/parser hermes',
      tag: hermesTag,
      lengths: [100_000, 1_000_000],
      read: (chunks) => drain(parts(chunks).pipeThrough(hermesParser())),
    },
    {
      name: 'extractReasoningMiddleware',
      tag: hermesTag,
      lengths: [100_000, 1_000_000],
      read: async (chunks) => drain(await reasoningStream(parts(chunks))),
    },
  ];
}

function readWithInterceptor(chunks: readonly string[], dedupe: 'off' | 'response'): number {
  const interceptor = createInterceptor({ maxActions: Number.POSITIVE_INFINITY, dedupe });
  let count = 0;
  for (const chunk of chunks) count += interceptor.push(chunk).length;
  return count + interceptor.end().length;
}

function readWithIndexOf(chunks: readonly string[]): number {
  let found = 0;
  for (const chunk of chunks) if (chunk.indexOf('[') >= 0) found += 1;
  return found;
}

/** What reading the same bytes as UTF-8 costs; the bytes are made once per set of chunks. */
function readWithDecoder(): (chunks: readonly string[]) => number {
  const made = new WeakMap<readonly string[], Uint8Array[]>();
  const encoder = new TextEncoder();
  return (chunks) => {
    let bytes = made.get(chunks);
    if (bytes === undefined) made.set(chunks, (bytes = chunks.map((chunk) => encoder.encode(chunk))));
    const decoder = new TextDecoder();
    let length = 0;
    for (const piece of bytes) length += decoder.decode(piece, { stream: true }).length;
    return length;
  };
}

/** What is written first: keep everything, look at all of it again with every chunk. */
function readWithRegex(chunks: readonly string[]): number {
  let text = '';
  let actions = 0;
  for (const chunk of chunks) {
    text += chunk;
    actions = 0;
    for (const [, , body = ''] of text.matchAll(/\[ACTION:([a-z0-9_-]+):(\{.*?\})\]/gs)) {
      JSON.parse(body);
      actions += 1;
    }
  }
  return actions;
}

function parts(chunks: readonly string[]): ReadableStream<StreamPart> {
  let index = 0;
  return new ReadableStream<StreamPart>(
    {
      start: (controller) => controller.enqueue({ type: 'text-start', id: 't' }),
      pull(controller) {
        const delta = chunks[index];
        index += 1;
        if (delta === undefined) {
          controller.enqueue({ type: 'text-end', id: 't' });
          controller.enqueue({ type: 'finish' });
          controller.close();
        } else controller.enqueue({ type: 'text-delta', id: 't', delta });
      },
    },
    { highWaterMark: 16 },
  );
}

async function drain(stream: ReadableStream<StreamPart>): Promise<number> {
  let count = 0;
  for await (const part of stream) count += part.type === '' ? 0 : 1;
  return count;
}
