/**
 * node test/bench/intercept/speed.ts: characters per second of the interceptor, its peers and the floors, in one run.
 * `npm ci` in test/bench/peers-intercept first.
 */
import { availableParallelism, cpus, loadavg } from 'node:os';

import { createInterceptor } from '../../../src/intercept/index.ts';
import { contestants } from './contestants.ts';
import type { Contestant } from './contestants.ts';
import { bestOf } from './measure.ts';
import { actionTag, inChunks, WORKLOADS } from './workloads.ts';

/** Small chunks are measured on less text, so that the parser is measured and not the memory behind the caches. */
const LENGTHS: Readonly<Record<number, number>> = { 4: 200_000, 4096: 2_000_000 };
const ROUNDS = 100;
const BUDGET_MS = 2500;
const WARM_UP_ROUNDS = 2;
const SIZES = [4, 4096] as const;

/** What spec and documentation promise, in MB/s, in the order of the workloads. */
const PROMISED: Readonly<Record<number, readonly number[]>> = { 4: [35, 35, 30, 18], 4096: [1000, 200, 400, 40] };

async function main(): Promise<void> {
  console.log(
    `node ${process.version}, ${cpus()[0]?.model ?? '?'}, ${availableParallelism()} threads, load ${loadavg()[0]?.toFixed(1)}`,
  );
  const everyone = await contestants();
  for (const size of SIZES) {
    console.log(`\nMB/s in chunks of ${size} characters (ratio to the interceptor)`);
    console.log(['', ...WORKLOADS.map(({ name }) => name)].map((cell, column) => pad(cell, column)).join(''));
    const ours: number[] = [];
    for (const contestant of everyone) console.log(await row(contestant, size, ours));
    console.log(['promised', ...(PROMISED[size] ?? [])].map((cell, column) => pad(String(cell), column)).join(''));
  }
  await tagOf100Kilobytes();
  await floods();
  heldCharacters();
}

async function row(contestant: Contestant, size: number, ours: number[]): Promise<string> {
  const length = contestant.lengths?.[size === 4 ? 0 : 1] ?? LENGTHS[size] ?? 0;
  const cells = [contestant.name];
  const inputs = WORKLOADS.map(({ text }) => inChunks(text(length, contestant.tag), size));
  // Whoever reads one kind of text alone is compiled for it: a server reads all kinds.
  for (let round = 0; round < WARM_UP_ROUNDS; round += 1) for (const chunks of inputs) await contestant.read(chunks);
  for (const [index, chunks] of inputs.entries()) {
    const characters = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
    const best = await bestOf(ROUNDS, BUDGET_MS, () => contestant.read(chunks));
    const speed = characters / best / 1000;
    ours[index] ??= speed;
    cells.push(`${speed.toFixed(speed < 10 ? 2 : 0)} (${(speed / (ours[index] ?? speed)).toFixed(2)})`);
  }
  return cells.map((cell, column) => pad(cell, column)).join('');
}

async function tagOf100Kilobytes(): Promise<void> {
  const chunks = inChunks(`[ACTION:a:${JSON.stringify({ text: 'word '.repeat(20_000) })}]`, 4);
  const best = await bestOf(10, BUDGET_MS, () => readAll(chunks, { maxTagChars: 200_000 }));
  console.log(`\na tag of 100 KB in chunks of 4: ${best.toFixed(1)} ms (promised: under 20)`);
}

async function floods(): Promise<void> {
  console.log('\nfloods of 60 KB, ms in chunks of 4 and whole (promised: under 50)');
  for (const piece of ['[', '[ACTION:', '[ACTION:a:{"x":"', '{"a":', '`', '` ', '\\', '<think', '[ACTION:a:{}']) {
    const text = piece.repeat(60_000 / piece.length);
    const small = await bestOf(5, BUDGET_MS, () => readAll(inChunks(text, 4), { slugs: ['a'] }));
    const whole = await bestOf(5, BUDGET_MS, () => readAll([text], { slugs: ['a'] }));
    console.log(`${JSON.stringify(piece).padEnd(28)}${small.toFixed(1).padStart(8)}${whole.toFixed(1).padStart(8)}`);
  }
}

function heldCharacters(): void {
  console.log('\ncharacters held after a chunk of 4: average, most');
  for (const { name, text } of WORKLOADS) {
    const interceptor = createInterceptor({ maxActions: Number.POSITIVE_INFINITY });
    const chunks = inChunks(text(200_000, actionTag), 4);
    let total = 0;
    let most = 0;
    for (const chunk of chunks) {
      interceptor.push(chunk);
      total += interceptor.heldChars();
      most = Math.max(most, interceptor.heldChars());
    }
    console.log(`${name.padEnd(28)}${(total / chunks.length).toFixed(2).padStart(8)}${String(most).padStart(8)}`);
  }
}

function readAll(chunks: readonly string[], options: Parameters<typeof createInterceptor>[0]): void {
  const interceptor = createInterceptor(options);
  for (const chunk of chunks) interceptor.push(chunk);
  interceptor.end();
}

function pad(cell: string, column: number): string {
  return column === 0 ? cell.padEnd(30) : cell.padStart(22);
}

await main();
