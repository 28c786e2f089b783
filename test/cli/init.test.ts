import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { command, folder, jsonCommand } from './command.ts';

const read = (cwd: string, name: string) => readFileSync(join(cwd, name), 'utf8');

it('writes a project whose flow runs', async () => {
  const cwd = folder();
  const { status, json } = await jsonCommand(['init', 'mine', '--model', 'tiny:1b'], { cwd });
  expect(status).toBe(0);
  expect(json).toEqual({
    directory: join(cwd, 'mine'),
    files: {
      'genie-actions.config.json': 'written',
      'flows/post-draft.json': 'written',
      'flows/post-draft.test.yaml': 'written',
      '.genie-actions/flow.schema.json': 'written',
      '.genie-actions/flow-test.schema.json': 'written',
      '.vscode/settings.json': 'written',
      '.vscode/tasks.json': 'written',
      '.env.example': 'written',
      '.gitignore': 'written',
    },
  });
  expect(JSON.parse(read(cwd, 'mine/genie-actions.config.json'))).toEqual({ ollama: { model: 'tiny:1b' } });
  const run = await jsonCommand(['run', 'post-draft', '--input', '{"topic":"spring"}', '--stub', 'ollama'], {
    cwd: join(cwd, 'mine'),
  });
  expect(run.json).toMatchObject({ success: true, output: { post_id: expect.any(String) } });
});

it('writes tests of the flow, which pass and leave nothing out', async () => {
  const cwd = folder();
  await command(['init'], { cwd });
  const { status, stdout } = await command(['test', '--coverage-threshold', '100'], { cwd });
  expect({ status, stdout }).toMatchObject({ status: 0, stdout: expect.stringContaining('4 tests') });
});

it('gives editors a schema for the flows', async () => {
  const cwd = folder();
  await command(['init'], { cwd });
  const settings = JSON.parse(read(cwd, '.vscode/settings.json')) as { 'json.schemas': Array<{ url: string }> };
  const schema = JSON.parse(read(cwd, settings['json.schemas'][0]!.url)) as { title: string };
  expect(schema.title).toBe('Flow');
  const ofTests = JSON.parse(read(cwd, settings['json.schemas'][1]!.url)) as { title: string };
  expect(ofTests.title).toBe('Tests of a flow');
});

it('keeps what is there and says so, unless forced', async () => {
  const cwd = folder({ 'genie-actions.config.json': {}, '.gitignore': 'dist' });
  const kept = await jsonCommand(['init'], { cwd });
  expect(kept.json['files']).toMatchObject({ 'genie-actions.config.json': 'kept', '.gitignore': 'extended' });
  expect(read(cwd, 'genie-actions.config.json')).toBe('{}');
  expect(read(cwd, '.gitignore')).toBe('dist\n.genie-actions/state/\n.env\n');
  const forced = await jsonCommand(['init', '--force'], { cwd });
  expect(forced.json['files']).toMatchObject({ 'genie-actions.config.json': 'replaced', '.gitignore': 'kept' });
});

it('asks nothing without a terminal, and tells what to do next', async () => {
  const cwd = folder();
  const { status, stdout, stderr } = await command(['init'], { cwd });
  expect(status).toBe(0);
  expect(stdout).toContain('written   flows/post-draft.json');
  expect(stderr).toContain('genie-actions run post-draft');
});

it('refuses a Directus that is no URL, and a folder that cannot be made', async () => {
  const cwd = folder({ taken: 'a file' });
  expect((await jsonCommand(['init', '--directus-url', 'here'], { cwd })).json['error']).toMatchObject({
    code: 'OPTION_INVALID',
  });
  const { status, json } = await jsonCommand(['init', 'taken'], { cwd });
  expect(status).toBe(2);
  expect(json['error']).toMatchObject({ code: 'FILE_UNWRITABLE' });
});

it.each([
  ['--model', ''],
  ['--directus-url', 'file:///x'],
  ['--directus-url', 'localhost:8055'],
])('refuses %s %j before it writes', async (option, value) => {
  const cwd = folder();
  const { status, json } = await jsonCommand(['init', 'here', '--yes', option, value], { cwd });
  expect({ status, json }).toMatchObject({ status: 2, json: { error: { code: 'OPTION_INVALID' } } });
  expect(existsSync(join(cwd, 'here'))).toBe(false);
});

it('keeps a configuration of TypeScript as the only one', async () => {
  const cwd = folder();
  writeFileSync(join(cwd, 'genie-actions.config.ts'), 'export default {};');
  const { json } = await jsonCommand(['init'], { cwd });
  expect(json['files']).not.toHaveProperty(['genie-actions.config.json']);
  expect((await jsonCommand(['list'], { cwd })).status).toBe(0);
});

it('writes a git hook where it is asked for, ready to run', async () => {
  const cwd = folder();
  expect((await jsonCommand(['init'], { cwd })).json['files']).not.toHaveProperty('.githooks/pre-commit');
  await command(['init', '--hooks'], { cwd });
  expect(read(cwd, '.githooks/pre-commit')).toBe('#!/bin/sh\nexec npx genie-actions lint --staged\n');
  expect(statSync(join(cwd, '.githooks/pre-commit')).mode & 0o100).toBe(0o100);
});

it('tells the editor how to read findings', async () => {
  const cwd = folder({
    'flows/bad.json': { slug: 'bad', name: 'Bad', steps: [{ type: 'directus_raed', config: {} }] },
  });
  await command(['init'], { cwd });
  const { tasks } = JSON.parse(read(cwd, '.vscode/tasks.json')) as {
    tasks: Array<{ problemMatcher: { pattern: { regexp: string } } }>;
  };
  const { stdout } = await command(['lint', 'flows/bad.json', '--rule', 'step', '--format', 'agent'], { cwd });
  const found = new RegExp(tasks[0]!.problemMatcher.pattern.regexp).exec(stdout.trim());
  expect(found?.slice(1, 6)).toEqual(['flows/bad.json', '6', '16', 'error', 'step/unknown-type']);
});
