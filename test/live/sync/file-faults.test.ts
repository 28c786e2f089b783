import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { documentOf } from '../../sync/cases.ts';
import { startDirectus, type DirectusServer } from '../services/directus.ts';
import { openStage, type Stage } from './stage.ts';

let server: DirectusServer;
let stage: Stage;

beforeAll(async () => {
  server = await startDirectus();
});

/** `one` and `two` are in step; then `two` is changed here. */
beforeEach(async () => {
  stage = openStage(server);
  await stage.setRows([]);
  for (const slug of ['one', 'two']) stage.setFile(slug, JSON.stringify(documentOf('base', slug)));
  await stage.report(['push']);
  stage.setFile('two', JSON.stringify(documentOf('A', 'two')));
});

const everything = async () => ({ files: stage.files(), bases: stage.bases(), rows: await stage.rows() });

const BROKEN: ReadonlyArray<readonly [name: string, text: string, problem: string]> = [
  ['that is cut off', '{ "slug": "one", "name": "O', 'one.json is not JSON'],
  ['that is empty', '', 'one.json is empty'],
  ['of another type', '[1]', 'one.json is not a JSON object'],
  ['without a slug', '{ "name": "One", "steps": [] }', 'one.json has no slug'],
  [
    "with git's markers of a conflict",
    '{\n<<<<<<< HEAD\n  "slug": "one",\n=======\n  "slug": "one",\n>>>>>>> branch\n  "name": "x" }',
    "one.json has git's markers of a merge conflict, the first in line 2",
  ],
];

it.each(BROKEN)(
  'is stopped by a file %s, and goes on without it when other flows are named',
  async (_, text, problem) => {
    stage.setFile('one', text);
    const before = await everything();
    for (const command of ['push', 'pull']) {
      const { status, stdout, stderr } = await stage.run([command]);
      expect({ command, status }).toEqual({ command, status: 1 });
      expect(stdout).toContain(problem);
      expect(stderr).toContain('1 flow that cannot be used');
    }
    expect(await everything()).toEqual(before);
    const report = await stage.report(['push', 'two']);
    expect(report).toMatchObject({ status: 0, summary: { results: { done: 1 } } });
    expect(stage.files()['one.json']).toBe(text);
  },
);

it.each([
  ['edited by hand', (text: string) => text.replace('Says hello.', 'Says hi.'), 'edited by hand'],
  ['cut off', (text: string) => text.slice(0, text.length / 2), 'cut off'],
  [
    "with git's markers",
    (text: string) => `<<<<<<< HEAD\n${text}=======\n${text}>>>>>>> other\n`,
    "git's markers of a merge conflict",
  ],
])('is stopped by a base %s; when it is deleted, what is equal is in step again', async (_, damage, problem) => {
  const file = join(stage.root, '.genie-actions/base/default/one.json');
  writeFileSync(file, damage(stage.bases()['one.json']!));
  const before = await everything();
  const { status, stdout } = await stage.run(['push']);
  expect(status).toBe(1);
  expect(stdout.replaceAll(/\s+/g, ' ')).toContain(problem);
  expect(stdout).toContain('.genie-actions/base/default/one.json');
  expect(stdout).toContain('delete it');
  expect(await everything()).toEqual(before);
  rmSync(file);
  expect((await stage.report(['push'])).status).toBe(0);
  expect((await stage.report(['status'])).summary.states).toEqual({ 'in-step': 2 });
});

it('gives each new file a name of its own, also where files of other flows have theirs', async () => {
  await stage.setRows(['taken', 'taken-2', 'taken-3'].map((slug) => documentOf('base', slug)));
  stage.setFile('one', undefined);
  stage.setFile('two', undefined);
  await stage.setBases([]);
  stage.setFile('taken', JSON.stringify(documentOf('base', 'two')));
  const report = await stage.report(['pull']);
  expect(report).toMatchObject({ status: 0, summary: { results: { done: 3, nothing: 1 } } });
  const slugs = Object.values(stage.files()).map((text) => (JSON.parse(text) as { slug: string }).slug);
  expect(slugs.toSorted()).toEqual(['taken', 'taken-2', 'taken-3', 'two']);
  expect((await stage.report(['pull'])).summary.results).toEqual({ nothing: 4 });
});

it('refuses two files with one slug', async () => {
  stage.setFile('copy', JSON.stringify(documentOf('B', 'one')));
  const { status, stdout } = await stage.run(['push']);
  expect(status).toBe(1);
  expect(stdout).toMatch(/copy\.json|same slug/);
});

it('does not lose a flow whose file has a folder in its place', async () => {
  stage.setFile('one', undefined);
  mkdirSync(join(stage.root, 'flows/one.json'));
  const before = await stage.rows();
  const { status, stdout } = await stage.run(['push', '--prune=one']);
  expect(status).toBe(1);
  expect(stdout).toContain('is a folder');
  expect(await stage.rows()).toEqual(before);
});

it('says that the folder of flows cannot be written, and writes the base of none', async () => {
  await stage.setBases([]);
  rmSync(join(stage.root, 'flows'), { recursive: true });
  writeFileSync(join(stage.root, 'flows'), 'a file');
  const report = await stage.report(['pull']);
  expect(report.status).toBe(2);
  expect(report.error).toMatchObject({ code: 'FLOW_FOLDER_UNREADABLE' });
  expect(stage.bases()).toEqual({});
});

it('says that bases cannot be written; what was done is noted the next time', async () => {
  const folder = join(stage.root, '.genie-actions/base/default');
  rmSync(folder, { recursive: true });
  rmSync(join(stage.root, '.genie-actions/base'), { recursive: true, force: true });
  writeFileSync(join(stage.root, '.genie-actions/base'), 'a file');
  stage.setFile('three', JSON.stringify(documentOf('base', 'three')));
  const report = await stage.report(['push', 'three']);
  expect(report.status).toBeGreaterThan(0);
  rmSync(join(stage.root, '.genie-actions/base'));
  const next = await stage.report(['push', 'three']);
  expect(next.status).toBe(0);
  expect((await stage.report(['status', 'three'])).summary.states).toEqual({ 'in-step': 1 });
});

it('refuses what lint calls an error, with its place, and pushes it with --no-lint', async () => {
  const broken = { ...documentOf('A', 'two'), output: { logged: '$grete.logged' } };
  stage.setFile('two', JSON.stringify(broken, null, 2));
  const before = await everything();
  const { status, stdout, stderr } = await stage.run(['push']);
  expect(status).toBe(1);
  expect(stdout).toMatch(/ref\/undefined.*\n\s*--> flows\/two\.json:\d+:\d+/);
  expect(stderr).toContain('1 error');
  expect(await everything()).toEqual(before);
  const report = await stage.report(['push']);
  expect(report).toMatchObject({ status: 1, lint: [{ rule: 'ref/undefined', file: 'flows/two.json' }] });
  // What is not pushed need not be right.
  expect((await stage.report(['push', 'one'])).status).toBe(0);
  expect((await stage.report(['push', '--no-lint'])).status).toBe(0);
  expect((await stage.rows()).get('two')).toMatchObject({ output: { logged: '$grete.logged' } });
});
