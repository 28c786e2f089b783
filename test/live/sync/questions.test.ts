import { PassThrough } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { main } from '../../../src/cli/main.ts';
import { documentOf } from '../../sync/cases.ts';
import { startDirectus, type DirectusServer } from '../services/directus.ts';
import { openStage, type Stage } from './stage.ts';

const ENTER = '\r';
const DOWN = '\u001b[B';

let server: DirectusServer;
let stage: Stage;
beforeAll(async () => {
  server = await startDirectus();
});

/** `mergeable` is in conflict, `gone` was deleted here, `mine` was changed here. */
beforeEach(async () => {
  stage = openStage(server);
  const slugs = ['gone', 'mergeable', 'mine'];
  await stage.setBases(slugs.map((slug) => documentOf('base', slug)));
  await stage.setRows([documentOf('base', 'gone'), documentOf('B', 'mergeable'), documentOf('base', 'mine')]);
  for (const slug of ['mergeable', 'mine']) stage.setFile(slug, JSON.stringify(documentOf('A', slug)));
});

/** A terminal with a person at it, who answers each question that is named. */
async function typed(argv: string[], answers: ReadonlyArray<readonly [question: string, keys: string]>) {
  const terminal = () =>
    Object.assign(new PassThrough(), { isTTY: true, columns: 100, rows: 40, setRawMode: () => {} });
  const [stdin, stdout, stderr] = [terminal(), terminal(), terminal()];
  const seen = { stdout: '', stderr: '' };
  stdout.on('data', (text: Buffer) => (seen.stdout += text.toString()));
  stderr.on('data', (text: Buffer) => (seen.stderr += text.toString()));
  const env = { ...stage.env, NO_COLOR: '1' };
  const end = main(argv, { stdin, stdout, stderr, env, cwd: () => stage.root });
  const over = new AbortController();
  void end.then(() => over.abort());
  for (const [question, keys] of answers) {
    while (!seen.stderr.includes(question) && !over.signal.aborted) await sleep(10);
    await sleep(50);
    stdin.write(keys);
  }
  return { status: await end, ...seen };
}

const description = async (slug: string) => (await stage.rows()).get(slug)?.['description'];
const MINE = documentOf('A')['description'];

it('shows a conflict, and merges it when the person says so', async () => {
  const { status, stdout, stderr } = await typed(['push'], [['What becomes of mergeable?', DOWN + DOWN + ENTER]]);
  expect(status).toBe(0);
  expect(stderr).toMatch(/here +~ description +"Says hello\." → "Says good morning\."/);
  expect(stderr).toMatch(/Directus +\+ step "farewell"/);
  expect(stdout).toMatch(/mergeable +merged/);
  expect((await stage.rows()).get('mergeable')).toMatchObject(documentOf('merged', 'mergeable'));
  expect(await description('mine')).toBe(MINE);
});

it('leaves a conflict that is skipped, does the rest and ends with 1', async () => {
  const { status, stdout } = await typed(['push'], [['What becomes of', DOWN + DOWN + DOWN + ENTER]]);
  expect(status).toBe(1);
  expect(stdout).toMatch(/mergeable +conflict/);
  expect((await stage.rows()).get('mergeable')).toMatchObject(documentOf('B', 'mergeable'));
  expect(await description('mine')).toBe(MINE);
});

it.each([
  ['abort', DOWN + DOWN + DOWN + DOWN + ENTER],
  ['Ctrl-C', '\u0003'],
])('writes nothing at all after %s', async (_, keys) => {
  const before = { files: stage.files(), bases: stage.bases(), rows: await stage.rows() };
  const { status, stderr } = await typed(['push'], [['What becomes of', keys]]);
  expect(status).toBe(1);
  expect(stderr).toContain('Nothing was pushed.');
  expect({ files: stage.files(), bases: stage.bases(), rows: await stage.rows() }).toEqual(before);
});

it.each([
  ['n', true],
  ['y', false],
])('lists what would be deleted and asks; "%s" decides', async (answer, isKept) => {
  const { status, stderr } = await typed(['push', 'gone', 'mine', '--prune'], [['Delete 1 flow in Directus?', answer]]);
  expect(stderr).toContain('To be deleted in Directus:\n- gone\n');
  expect(status).toBe(0);
  expect((await stage.rows()).has('gone')).toBe(isKept);
  expect(await description('mine')).toBe(MINE);
});

it.each([[['--prune']], [['--prune', '--yes']]])('refuses %j where nobody can be asked', async (flags) => {
  const before = await stage.rows();
  const { status, error } = await stage.report(['push', 'gone', 'mine', ...flags]);
  expect({ status, code: error?.code }).toEqual({ status: 2, code: 'CONFIRMATION_REQUIRED' });
  expect(error!.detail).toContain('--prune=gone');
  expect(await stage.rows()).toEqual(before);
});

it('deletes what is named behind --prune=, and nothing else', async () => {
  const report = await stage.report(['push', 'gone', 'mine', '--prune=gone', '--merge']);
  expect(report.status).toBe(0);
  expect([...(await stage.rows()).keys()]).toEqual(['mergeable', 'mine']);
});

it('takes the word behind --prune for a flow to push', async () => {
  const { status, error } = await stage.report(['push', '--prune', 'gone']);
  expect({ status, code: error?.code }).toEqual({ status: 2, code: 'CONFIRMATION_REQUIRED' });
  expect(await description('mine')).not.toBe(MINE);
});
