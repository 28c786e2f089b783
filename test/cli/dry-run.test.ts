import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { JsonObject } from '../../src/json.ts';
import { sampleParams } from '../flows/sample-params.ts';
import { folder } from './command.ts';

const FLOWS = new URL('../../flows/', import.meta.url);
const MAIN = new URL('../../src/cli/main.ts', import.meta.url).href;
const ADAPTERS = new URL('../../src/adapters/index.ts', import.meta.url).href;
const WATCH = new URL('effects-watch.ts', import.meta.url).href;

/** Runs several command lines in one process and prints their statuses. */
const COMMANDS = `
  const { main } = await import(${JSON.stringify(MAIN)});
  for (const argv of JSON.parse(process.argv[1])) console.log('STATUS', await main(argv, process));
`;

const names = readdirSync(FLOWS).filter((name) => name.endsWith('.json'));
const files = Object.fromEntries(names.map((name) => [`flows/${name}`, readFileSync(new URL(name, FLOWS), 'utf8')]));
const dryRuns = names.map((name) => {
  const flow = JSON.parse(files[`flows/${name}`]!) as { slug: string; input?: JsonObject };
  return ['run', flow.slug, '--dry-run', '--input', JSON.stringify(sampleParams(flow.input))];
});

const inNewProcess = (script: string, ...args: string[]) => ['--input-type=module', '--eval', script, '--', ...args];

function runWatched(cwd: string, script: string, ...args: string[]) {
  const child = spawnSync(process.execPath, ['--import', WATCH, ...inNewProcess(script, ...args)], {
    cwd,
    encoding: 'utf8',
  });
  return {
    stderr: child.stderr,
    statuses: [...child.stdout.matchAll(/^STATUS (\d+)$/gm)].map(([, status]) => Number(status)),
    effects: [...child.stderr.matchAll(/^EFFECT (.+)$/gm)].map(([, effect]) => effect),
  };
}

test('a dry run of every shipped flow opens no socket and writes no file', () => {
  const cwd = folder(files);
  const { statuses, effects, stderr } = runWatched(cwd, COMMANDS, JSON.stringify(dryRuns));
  expect(dryRuns.length).toBeGreaterThanOrEqual(7);
  expect({ statuses, effects, stderr }).toMatchObject({ statuses: dryRuns.map(() => 0), effects: [] });
  expect(new Set(readdirSync(cwd, { recursive: true, encoding: 'utf8' }))).toEqual(
    new Set(['flows', ...Object.keys(files)]),
  );
});

test('a run that is not dry is seen', () => {
  const { statuses, effects } = runWatched(folder(files), COMMANDS, JSON.stringify([dryRuns[0]!.slice(0, 2)]));
  expect({ statuses, effects }).toEqual({ statuses: [1], effects: ['fs.mkdirSync'] });
});

const effectsOfCode: Record<string, string> = {
  'await fetch("http://127.0.0.1:3999/")': 'socket.connect',
  'await adapters.guardedHttp().request({ url: "http://1.1.1.1/", method: "GET", maxBytes: 9 })': 'socket.connect',
  'await adapters.ollamaModel({ host: "http://127.0.0.1:9" }).listModels()': 'socket.connect',
  '(await import("node:dns")).lookup("example.com", () => {})': 'dns.lookup',
  'await adapters.openEmbeddedDirectus({ file: "a.sqlite" }).readItems("agent_audits", {})': 'fs.mkdirSync',
  'new (process.getBuiltinModule("node:sqlite").DatabaseSync)("a.sqlite")': 'sqlite.DatabaseSync',
  '(await import("node:fs")).writeFileSync("a", "b")': 'fs.writeFileSync',
  'await (await import("node:fs/promises")).writeFile("a", "b")': 'fs.promises.writeFile',
  '(await import("node:fs")).openSync("a", "w")': 'fs.openSync',
  '(await import("node:child_process")).spawn("true")': 'process.spawn',
};

test('the watch sees every kind of connection and of writing', () => {
  const cwd = folder();
  const attempts = Object.keys(effectsOfCode).map((code) => `try { ${code} } catch {}`);
  const script = [`const adapters = await import(${JSON.stringify(ADAPTERS)});`, ...attempts].join('\n');
  expect(runWatched(cwd, script).effects).toEqual(Object.values(effectsOfCode));
  expect(readdirSync(cwd)).toEqual([]);
});

const TRACER = ['strace', '-f', '-qq'] as const;
const hasTracer = spawnSync(TRACER[0], ['-V']).status === 0;

/** Asks the kernel instead of the process: what was connected to and what was opened for writing. */
function systemCalls(cwd: string, commands: string[][]): string[] {
  const log = join(folder(), 'log');
  const calls = 'trace=connect,bind,sendto,openat,creat,mkdir,mkdirat,rename,renameat2,unlink,unlinkat';
  const node = [process.execPath, ...inNewProcess(COMMANDS, JSON.stringify(commands))];
  spawnSync(TRACER[0], [...TRACER.slice(1), '-o', log, '-e', calls, '-e', 'signal=none', ...node], { cwd });
  const lines = readFileSync(log, 'utf8').split('\n');
  expect(lines.length).toBeGreaterThan(50);
  return lines.filter((line) => {
    if (/openat\(/.test(line)) return /O_WRONLY|O_RDWR|O_CREAT/.test(line) && !/"\/(dev|proc)\//.test(line);
    return /\b(connect|bind|sendto|creat|mkdir|mkdirat|rename|renameat2|unlink|unlinkat)\(/.test(line);
  });
}

test.skipIf(!hasTracer)('the kernel sees neither a connection nor a written file', { timeout: 60_000 }, () => {
  expect(systemCalls(folder(files), dryRuns)).toEqual([]);
  const live = [dryRuns.find(([, slug]) => slug === 'taxonomy-tag')!.filter((word) => word !== '--dry-run')];
  const seen = systemCalls(folder(files), live).join('\n');
  expect(seen).toContain('directus.sqlite');
});
