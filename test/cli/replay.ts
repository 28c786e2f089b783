import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';

const MAIN = new URL('../../src/cli/main.ts', import.meta.url).href;
const WATCH = new URL('effects-watch.ts', import.meta.url).href;
const SCRIPT = `const { main } = await import(${JSON.stringify(MAIN)}); process.exitCode = await main(process.argv.slice(1), process);`;

/** Flags of a run that `expectSameReplay` repeats. */
export const RECORDING = ['--record', 'run.cassette.json', '--events', 'events.jsonl'];

/** Runs a command line in a process of its own in which nothing may open a socket, start a program or write a file. */
export function runSealed(cwd: string, argv: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', WATCH, '--input-type=module', '--eval', SCRIPT, '--', ...argv],
    { cwd, encoding: 'utf8', env: { PATH: process.env['PATH'] ?? '' }, maxBuffer: 50_000_000 },
  );
  return { status, stdout, stderr, effects: [...stderr.matchAll(/^EFFECT (.+)$/gm)].map(([, effect]) => effect) };
}

/**
 * Repeats the run that was recorded to `run.cassette.json`, with its events in `events.jsonl`: the report and the events are the
 * same bytes, and nothing is written.
 */
export function expectSameReplay(cwd: string, slug: string, reportText: string): void {
  const before = readdirSync(cwd, { recursive: true, encoding: 'utf8' }).toSorted();
  const replay = ['run', slug, '--replay', 'run.cassette.json'];
  const report = runSealed(cwd, [...replay, '--json']);
  expect({ ...report, stdout: '' }).toMatchObject({ status: 0, effects: [] });
  expect(report.stdout).toBe(reportText);
  const events = runSealed(cwd, [...replay, '--events', '-']);
  expect(events.stdout).toBe(readFileSync(join(cwd, 'events.jsonl'), 'utf8'));
  expect(readdirSync(cwd, { recursive: true, encoding: 'utf8' }).toSorted()).toEqual(before);
}
