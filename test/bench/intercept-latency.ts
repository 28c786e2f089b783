/**
 * From a byte in to that byte out: one record of a model's stream is written into `intercept`, and the time to its text on
 * the other side is taken; the floor is `cat` in the same place.
 *
 *   npm run build && npx node test/bench/intercept-latency.ts
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

const RECORDS = 500;
const bin = resolve(import.meta.dirname, '../../bin/genie-actions.js');
const record = `${JSON.stringify({ model: 'm', created_at: '2026-11-21T12:00:00Z', response: 'token ', done: false })}\n`;

async function measure(command: string, args: string[]): Promise<number[]> {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const times: number[] = [];
  for (let index = 0; index < RECORDS; index++) {
    const started = performance.now();
    child.stdin.write(record);
    await once(child.stdout, 'data');
    times.push(performance.now() - started);
  }
  child.stdin.end();
  await once(child, 'exit');
  // The first ones wait for the process to start.
  return times.slice(20).sort((a, b) => a - b);
}

console.log(`node ${process.version}, ${RECORDS} records, one at a time: milliseconds from a record in to it out`);
const cases: Array<[name: string, command: string, args: string[]]> = [
  ['cat', 'cat', []],
  ['intercept --format ollama', process.execPath, [bin, 'intercept', '--format', 'ollama']],
  ['intercept --emit text', process.execPath, [bin, 'intercept', '--format', 'ollama', '--emit', 'text']],
];
for (const [name, command, args] of cases) {
  const times = await measure(command, args);
  const at = (part: number) => times[Math.floor(times.length * part)]!.toFixed(2);
  console.log(`  ${name.padEnd(28)} median ${at(0.5)}   99 % ${at(0.99)}`);
}
