import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';

/** Flags of a run that `expectSameReplay` repeats. */
export const RECORDING = ['--record', 'run.cassette.json', '--events', 'events.jsonl'];

const MAIN = new URL('../../src/cli/main.ts', import.meta.url).href;
const WATCH = new URL('effects-watch.ts', import.meta.url).href;

/** Runs several command lines in one process and prints what each ended with and wrote. */
const SCRIPT = `
  const { PassThrough } = await import('node:stream');
  const { text } = await import('node:stream/consumers');
  const { main } = await import(${JSON.stringify(MAIN)});
  const ends = [];
  for (const argv of JSON.parse(process.argv[1])) {
    const stdout = new PassThrough();
    const written = text(stdout);
    const { stdin, stderr, env } = process;
    const status = await main(argv, { stdin, stdout, stderr, env, cwd: () => process.cwd() });
    stdout.end();
    ends.push({ status, stdout: await written });
  }
  console.log(JSON.stringify(ends));
`;

/** Runs command lines in a process of their own in which nothing may open a socket, start a program or write a file. */
function runSealed(cwd: string, ...commands: string[][]) {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', WATCH, '--input-type=module', '--eval', SCRIPT, '--', JSON.stringify(commands)],
    { cwd, encoding: 'utf8', env: { PATH: process.env['PATH'] ?? '' }, maxBuffer: 50_000_000 },
  );
  const effects = [...stderr.matchAll(/^EFFECT (.+)$/gm)].map(([, effect]) => effect);
  return { ends: JSON.parse(stdout) as Array<{ status: number; stdout: string }>, effects };
}

/**
 * Repeats the run that was recorded to `run.cassette.json`, with its events in `events.jsonl`: the report and the events are the
 * same bytes, and nothing is written.
 */
export function expectSameReplay(cwd: string, slug: string, reportText: string): void {
  const before = readdirSync(cwd, { recursive: true, encoding: 'utf8' }).toSorted();
  const replay = ['run', slug, '--replay', 'run.cassette.json'];
  const { ends, effects } = runSealed(cwd, [...replay, '--json'], [...replay, '--events', '-']);
  expect(effects).toEqual([]);
  expect(ends).toEqual([
    { status: 0, stdout: reportText },
    { status: 0, stdout: readFileSync(join(cwd, 'events.jsonl'), 'utf8') },
  ]);
  expect(readdirSync(cwd, { recursive: true, encoding: 'utf8' }).toSorted()).toEqual(before);
}
