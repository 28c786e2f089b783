import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { builtInSteps } from '../../src/index.ts';
import { command, folder, jsonCommand } from './command.ts';

const text = (cwd: string, file: string) => readFileSync(join(cwd, file), 'utf8');

test('a flow of every step type lacks at most the results of other steps; where it lacks none, its test runs', async () => {
  const cwd = folder({ 'genie-actions.config.json': {} });
  expect(builtInSteps.length).toBeGreaterThan(25);
  for (const { type } of builtInSteps) {
    const slug = `with-${type.replaceAll('_', '-')}`;
    expect(await command(['new', 'flow', slug, '--step', type], { cwd })).toMatchObject({ status: 0 });
    expect(await command(['new', 'test', slug], { cwd })).toMatchObject({ status: 0 });
  }
  const { json: linted } = await jsonCommand(['lint'], { cwd });
  const findings = linted['diagnostics'] as Array<{ severity: string; rule: string; file: string }>;
  // A login for whoever the parameters name has to be asked for by the flow around it.
  const errors = findings.filter(({ severity }) => severity === 'error');
  expect(new Set(errors.map(({ rule }) => rule))).toEqual(new Set(['ref/undefined', 'sec/cookies-of-input']));
  for (const { file } of errors) {
    rmSync(join(cwd, file), { force: true });
    rmSync(join(cwd, file.replace('.json', '.test.yaml')), { force: true });
  }
  await command(['test', '--update'], { cwd });
  const { status, json: tested } = await jsonCommand(['test'], { cwd });
  expect({ status, tested }).toMatchObject({ status: 0, tested: { summary: { failed: 0 } } });
  expect((tested['summary'] as { passed: number }).passed).toBeGreaterThanOrEqual(15);
});

test('a flow without steps greets, in JSON and in TypeScript', async () => {
  const cwd = folder({ 'genie-actions.config.json': {} });
  const made = await command(['new', 'flow', 'greet', '--description', 'Says hello.'], { cwd });
  expect(made).toMatchObject({ status: 0, stdout: 'flows/greet.json\n' });
  expect(made.stderr).toContain('genie-actions new test greet');
  expect(JSON.parse(text(cwd, 'flows/greet.json'))).toMatchObject({
    slug: 'greet',
    name: 'Greet',
    description: 'Says hello.',
  });
  const { json } = await jsonCommand(['run', 'greet', '--input', '{"topic":"spring"}'], { cwd });
  expect(json).toMatchObject({ success: true, output: 'Hello, spring' });
  await command(['new', 'flow', 'typed', '--typescript'], { cwd });
  expect(text(cwd, 'flows/typed.ts')).toContain('import { defineFlow } from ');
});

test('the schema of the project is named in a new flow', async () => {
  const cwd = folder({
    'genie-actions.config.json': { flows: { directory: 'a/b' } },
    '.genie-actions/flow.schema.json': {},
  });
  await command(['new', 'flow', 'greet'], { cwd });
  expect(JSON.parse(text(cwd, 'a/b/greet.json'))).toMatchObject({ $schema: '../../.genie-actions/flow.schema.json' });
});

test('step types and actions that were started work once they are in the configuration', async () => {
  const cwd = folder();
  await command(['new', 'step', 'count_letters'], { cwd });
  const made = await command(['new', 'action', 'count-all', '--description', 'Counts.'], { cwd });
  expect(made.stderr).toContain('defineConfig({ actions: [countAll] })');
  const index = new URL('../../src/index.ts', import.meta.url).href;
  const zod = new URL('../../node_modules/zod/index.js', import.meta.url).href;
  for (const file of ['steps/count_letters.ts', 'actions/count-all.ts']) {
    const code = text(cwd, file).replace("'genie-actions'", `'${index}'`).replace("'zod'", `'${zod}'`);
    writeFileSync(join(cwd, file), code);
  }
  writeFileSync(
    join(cwd, 'genie-actions.config.ts'),
    `import { countLetters } from './steps/count_letters.ts';
     import { countAll } from './actions/count-all.ts';
     export default { steps: [countLetters], actions: [countAll] };`,
  );
  await command(['new', 'flow', 'count', '--step', 'count_letters'], { cwd });
  const { json: counted } = await jsonCommand(['run', 'count', '--input', '{"topic":"spring"}'], { cwd });
  expect(counted).toMatchObject({ success: true, results: { count_letters: { length: 5 } } });
  const { json: acted } = await jsonCommand(['run', 'count-all', '--input', '{"text":"four"}'], { cwd });
  expect(acted).toMatchObject({ success: true, output: { length: 4 } });
});

test.each([
  ['step', 'delete', '_delete'],
  ['step', 'define_step', '_defineStep'],
  ['step', 'z', '_z'],
  ['action', 'class', '_class'],
  ['action', '1-a-', '_1A'],
])('a new %s %s has a name that code can have', async (kind, name, identifier) => {
  const cwd = folder({});
  const { stderr } = await command(['new', kind, name], { cwd });
  expect(stderr).toContain(`import { ${identifier} } from './${kind}s/${name}.ts'`);
  expect(text(cwd, `${kind}s/${name}.ts`)).toContain(`export const ${identifier} = define`);
});

test('nothing is replaced without being told to', async () => {
  const cwd = folder({ 'flows/mine.json': '{"mine":true}' });
  const refused = await jsonCommand(['new', 'flow', 'mine'], { cwd });
  expect(refused).toMatchObject({
    status: 2,
    json: { error: { code: 'OUTPUT_EXISTS', message: 'flows/mine.json is there already' } },
  });
  expect(text(cwd, 'flows/mine.json')).toBe('{"mine":true}');
  expect(await command(['new', 'flow', 'mine', '--force'], { cwd })).toMatchObject({ status: 0 });
  expect(text(cwd, 'flows/mine.json')).toContain('"slug": "mine"');
});

test.each([
  [['new'], 'ARGUMENT_MISSING'],
  [['new', 'flow'], 'ARGUMENT_MISSING'],
  [['new', 'flwo', 'x'], 'OPTION_INVALID'],
  [['new', 'flow', '../escaped'], 'NAME_INVALID'],
  [['new', 'step', 'a/b'], 'NAME_INVALID'],
  [['new', 'action', 'A b'], 'NAME_INVALID'],
  [['new', 'step', 'http_request'], 'NAME_TAKEN'],
  [['new', 'action', 'log'], 'NAME_TAKEN'],
  [['new', 'flow', 'x', '--step', 'directus_raed'], 'OPTION_INVALID'],
  [['new', 'test', 'nobody'], 'FLOW_NOT_FOUND'],
])('%j is refused', async (argv, code) => {
  const cwd = folder();
  expect(await jsonCommand(argv, { cwd })).toMatchObject({ status: 2, json: { error: { code } } });
  expect(existsSync(join(cwd, 'flows'))).toBe(false);
});
