import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../adapters/temporary-folder.ts';
import { flowRows, flowTable, type FlowTable } from '../../fakes/flow-rows.ts';
import type { JsonObject } from '../../../src/json.ts';
import { flowText } from '../../../src/sync/index.ts';
import { crashFlags, openProject } from './crash-project.ts';
import { flow, sync, type Project } from './project.ts';
import { serveRows } from './rows-over-http.ts';

const VICTIMS_AT_ONCE = 2;

/** Every kind of step that a command goes through. */
const BASES = ['write base', 'rename base', 'remove base'];
const STEPS = {
  push: ['read', 'create', 'update', 'delete', 'write file', 'rename file', ...BASES],
  pull: ['read', 'write file', 'rename file', 'link file', 'unlink file', ...BASES],
};

interface Scene {
  root: string;
  table: FlowTable;
  project: Project;
}

const fileOf = (root: string, slug: string) => join(root, 'flows', `${slug}.json`);
const set = (root: string, slug: string, document: JsonObject) => writeFileSync(fileOf(root, slug), flowText(document));

/** Flows of which each needs something else. */
async function scene(direction: 'push' | 'pull'): Promise<Scene> {
  const root = temporaryFolder();
  const table = flowTable();
  const project = openProject(root, flowRows(table));
  for (const slug of ['changed', 'deleted', 'merged', 'same']) table.set(slug, flow(slug));
  await sync('pull', project, { flags: crashFlags(root) });
  set(root, 'merged', flow('merged', 'first', { name: 'Here' }));
  table.set('merged', flow('merged', 'first', { description: 'There' }));
  set(root, 'alike', flow('alike'));
  table.set('alike', flow('alike'));
  if (direction === 'push') {
    for (const slug of ['changed', 'new']) set(root, slug, flow(slug, 'second'));
    rmSync(fileOf(root, 'deleted'));
  } else {
    for (const slug of ['changed', 'new']) table.set(slug, flow(slug, 'second'));
    table.set('deleted', undefined);
  }
  return { root, table, project };
}

/** What can be seen of each flow: its file, its row and its base. Reading it proves that all of them are whole. */
async function look({ root, project }: Scene): Promise<Record<string, Record<string, JsonObject>>> {
  const [files, rows, { bases, problems }] = await Promise.all([
    project.files.read(),
    project.rows.read(),
    project.bases.read(),
  ]);
  expect(problems).toEqual(new Map());
  expect(files.map(({ problem }) => problem).filter(Boolean)).toEqual([]);
  const seen: Record<string, Record<string, JsonObject>> = {};
  for (const { slug, path } of files)
    (seen[slug] ??= {})['file'] = JSON.parse(readFileSync(path, 'utf8')) as JsonObject;
  for (const { slug, document } of rows) (seen[slug] ??= {})['row'] = document;
  for (const { slug, document } of bases.values()) (seen[slug] ??= {})['base'] = document;
  expect(readdirSync(join(root, 'flows')).filter((name) => name.startsWith('.'))).toEqual([]);
  return seen;
}

/** Runs the command in a process of its own, which dies before a step. Returns the steps if it did not. `cache` is of compiled code. */
async function runVictim(
  { root, table }: Scene,
  direction: string,
  fatalStep: number,
  cache: string,
): Promise<string[] | undefined> {
  const url = await serveRows(flowRows(table));
  const script = new URL('victim.ts', import.meta.url).pathname;
  const victim = spawn(process.execPath, [script, root, url, direction], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      VICTIM_DIES_AT: String(fatalStep),
      NODE_COMPILE_CACHE: cache,
    },
  });
  const [printed, [status, signal]] = await Promise.all([text(victim.stdout), once(victim, 'exit')]);
  if (signal === 'SIGKILL') return undefined;
  expect(status).toBe(0);
  return printed.trim().split('\n');
}

/** The numbers of the steps at which it is killed: one of each kind, unless CRASH_EVERYWHERE is set. */
function fatalStepsOf(steps: readonly string[]): number[] {
  const numbers = steps.map((_, index) => index + 1);
  if (process.env['CRASH_EVERYWHERE'] !== undefined) return numbers;
  return numbers.filter((number) => steps.indexOf(steps[number - 1]!) === number - 1);
}

it.each(['push', 'pull'] as const)(
  'a %s that is killed at any step leaves what the next one finishes',
  async (direction) => {
    const cache = temporaryFolder();
    const untouched = await scene(direction);
    const before = await look(untouched);
    const steps = await runVictim(untouched, direction, 0, cache);
    expect(new Set(steps)).toEqual(new Set(STEPS[direction]));
    const after = await look(untouched);
    expect(after).not.toEqual(before);

    const fatalSteps = fatalStepsOf(steps!).values();
    async function killOneAfterTheOther(): Promise<void> {
      for (const fatalStep of fatalSteps) {
        const killed = await scene(direction);
        expect(await runVictim(killed, direction, fatalStep, cache)).toBeUndefined();
        const left = await look(killed);
        for (const slug of Object.keys({ ...before, ...after })) {
          for (const side of ['file', 'row', 'base']) {
            expect([before[slug]?.[side], after[slug]?.[side]]).toContainEqual(left[slug]?.[side]);
          }
        }
        const outcomes = await sync(direction, killed.project, { flags: crashFlags(killed.root) });
        expect(outcomes.map(({ result }) => result)).not.toContain('failed');
        expect(await look(killed), `killed before step ${fatalStep}`).toEqual(after);
      }
    }
    await Promise.all(Array.from({ length: VICTIMS_AT_ONCE }, killOneAfterTheOther));
  },
  240_000,
);
