import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { command, finished, folder, jsonCommand, startCommand } from './command.ts';

const root = join(import.meta.dirname, '../..');
const KIT = JSON.stringify(join(root, 'src/kit/flow/index.ts'));

/** A module with one flow that greets. */
function module(slug: string, message: string, more = ''): string {
  return `import { defineFlow } from ${KIT};\n${more}export default defineFlow({ slug: '${slug}', name: 'Greet', description: 'Greets.' }, ({ input, step, t }) => {\n  step('said', 'log', { message: ${message} });\n  return t\`\${input.name}!\`;\n});\n`;
}

const GREET = module('greet', 't`Hello ${input.name}`');

describe('build', () => {
  test('writes the documents beside the modules, and says with --check whether they are fresh', async () => {
    const cwd = folder({ 'flows/greet.ts': GREET });
    expect(await command(['build', '--check'], { cwd })).toMatchObject({ status: 1 });
    expect(existsSync(join(cwd, 'flows/greet.json'))).toBe(false);
    expect(await command(['build'], { cwd })).toMatchObject({ status: 0, stdout: '' });
    const text = readFileSync(join(cwd, 'flows/greet.json'), 'utf8');
    expect(JSON.parse(text)).toMatchObject({ slug: 'greet', output: '$input.name!' });
    expect(await command(['build', '--check'], { cwd })).toMatchObject({ status: 0 });
    writeFileSync(join(cwd, 'flows/greet.json'), text.replace('Greets', 'Meets'));
    const { status, json } = await jsonCommand(['build', '--check'], { cwd });
    expect(status).toBe(1);
    expect(json['flows']).toMatchObject([{ slug: 'greet', file: 'flows/greet.json', state: 'stale' }]);
  });

  test('takes modules by name, several flows of one, and another folder', async () => {
    const two = `${GREET}export const other = defineFlow({ slug: 'other', name: 'Other' }, () => {});\n`;
    const cwd = folder({ 'src/all.ts': two, 'src/shared.ts': 'export const x = 1;' });
    const { status, json } = await jsonCommand(['build', 'src/all.ts', '--out-dir', 'built'], { cwd });
    expect(status).toBe(0);
    expect(json['flows']).toMatchObject([
      { slug: 'greet', file: 'built/greet.json', state: 'written' },
      { slug: 'other', file: 'built/other.json', state: 'written' },
    ]);
    expect(await command(['build', 'src'], { cwd })).toMatchObject({ status: 0 });
  });

  test('refuses a flow that cannot run, at the line of the step', async () => {
    const cwd = folder({ 'flows/greet.ts': module('greet', "'$nobody.name'") });
    const { status, stderr } = await command(['build'], { cwd });
    expect(status).toBe(1);
    expect(stderr).toContain('flows/greet.ts:3:3 "$nobody" is not defined');
    expect(existsSync(join(cwd, 'flows/greet.json'))).toBe(false);
  });

  test('refuses two flows of one slug', async () => {
    const cwd = folder({ 'flows/greet.ts': GREET, 'flows/again.ts': GREET });
    expect(await jsonCommand(['build'], { cwd })).toMatchObject({
      status: 2,
      json: { error: { code: 'FLOW_DUPLICATE' } },
    });
  });

  test.each([
    ['that throws', "throw new Error('oops');", 'oops', 'greet.ts:1:'],
    ['that exports no flow', 'export const x = 1;', 'exports no flow', 'export default defineFlow'],
    ['that imports what is not there', "import 'not-installed-anywhere';", 'not-installed-anywhere', 'greet.ts'],
    [
      'with a step twice',
      GREET.replace('return', "step('said', 'delay', { ms: 1 }); return"),
      'there is a step of that name',
      'greet.ts:4:',
    ],
  ])('says of a module %s what is wrong and where', async (_, text, message, detail) => {
    const cwd = folder({ 'flows/greet.ts': text });
    const { status, json } = await jsonCommand(['build', 'flows/greet.ts'], { cwd });
    expect(status).toBe(2);
    const { error } = json as { error: { message: string; detail: string } };
    expect(error.message).toContain(message);
    expect(error.detail).toContain(detail);
  });

  test('says of TypeScript that Node cannot strip what to do instead', { timeout: 60_000 }, async () => {
    const cwd = folder({ 'flows/greet.ts': `enum Tone { Calm }\n${GREET}` });
    const { status, stderr } = await finished(startCommand(['build'], { cwd }));
    expect(status).toBe(2);
    expect(stderr).toMatch(/enum[^]*greet\.ts:1[^]*erasableSyntaxOnly/);
  });

  test('says where modules are looked for when there is none', async () => {
    const { status, stderr } = await command(['build'], { cwd: folder({ 'flows/a.json': {} }) });
    expect(status).toBe(2);
    expect(stderr).toContain('There is no flow in TypeScript in flows');
  });
});

describe('a flow written in TypeScript', () => {
  const input = ['--input', '{"name":"Ann"}'];

  test('runs by its slug and by its file', async () => {
    const cwd = folder({ 'flows/greet.ts': GREET });
    expect(await jsonCommand(['run', 'greet', ...input], { cwd })).toMatchObject({
      status: 0,
      json: { output: 'Ann!' },
    });
    expect(await jsonCommand(['run', 'flows/greet.ts', ...input], { cwd })).toMatchObject({ status: 0 });
    expect((await command(['list'], { cwd })).stdout).toContain('greet');
  });

  test('is the source of the document that was built of it, which must say the same', async () => {
    const cwd = folder({ 'flows/greet.ts': GREET });
    await command(['build'], { cwd });
    expect(await command(['run', 'greet', ...input], { cwd })).toMatchObject({ status: 0 });
    writeFileSync(join(cwd, 'flows/greet.json'), readFileSync(join(cwd, 'flows/greet.json'), 'utf8').replace('!', '?'));
    const { status, json } = await jsonCommand(['run', 'greet', ...input], { cwd });
    expect(status).toBe(2);
    expect(JSON.stringify(json)).toContain('FLOW_STALE');
    const { json: listed } = await jsonCommand(['list'], { cwd });
    expect(listed['flows']).toMatchObject([{ slug: 'greet', problem: expect.stringContaining('after it was built') }]);
  });

  test('does not keep others from running when its module fails', async () => {
    const cwd = folder({ 'flows/greet.ts': GREET, 'flows/broken.ts': "throw new Error('oops');" });
    expect(await command(['run', 'greet', ...input], { cwd })).toMatchObject({ status: 0 });
    const { json } = await jsonCommand(['list'], { cwd });
    expect(json['flows']).toMatchObject([
      { slug: 'broken', problem: expect.stringContaining('oops') },
      { slug: 'greet' },
    ]);
  });

  test('is checked with --execute alone, at the lines that wrote it, and never repaired', async () => {
    const cwd = folder({ 'flows/greet.ts': module('greet', "'$nobody.name'") });
    expect(await jsonCommand(['lint', 'flows/greet.ts'], { cwd })).toMatchObject({
      status: 2,
      json: { error: { code: 'EXECUTE_REQUIRED' } },
    });
    const { status, json } = await jsonCommand(['lint', '--execute', '--fix'], { cwd });
    expect(status).toBe(1);
    expect(json).toMatchObject({
      diagnostics: [
        { rule: 'ref/undefined', file: 'flows/greet.ts', line: 3, column: 3, pointer: '/steps/0/config/message' },
      ],
    });
    const { stdout } = await command(['lint', '--execute'], { cwd });
    expect(stdout).toContain("step('said', 'log', { message: '$nobody.name' });");
  });
});

describe('eject', () => {
  test('prints a flow as TypeScript, or writes it where nothing is', async () => {
    const cwd = folder({ 'flows/greet.ts': GREET });
    await command(['build'], { cwd });
    const { stdout } = await command(['eject', 'flows/greet.json'], { cwd });
    expect(stdout).toContain("step('said', 'log', { message: t`Hello ${input.name}` });");
    expect(await command(['eject', 'greet', '--out', 'flows/greet.ts'], { cwd })).toMatchObject({ status: 2 });
    const { status } = await command(['eject', 'greet', '--out', 'flows/greet.ts', '--yes'], { cwd });
    expect(status).toBe(0);
    const written = readFileSync(join(cwd, 'flows/greet.ts'), 'utf8');
    expect(written).toBe(stdout);
    writeFileSync(join(cwd, 'flows/greet.ts'), written.replace("'genie-actions/flow'", KIT));
    expect(await command(['build', '--check'], { cwd })).toMatchObject({ status: 0 });
  });

  test('refuses a document that is no flow, and a slug that is not there', async () => {
    const cwd = folder({ 'flows/broken.json': { slug: 'broken', name: 'Broken', steps: [{ kind: 'log' }] } });
    expect(await jsonCommand(['eject', 'flows/broken.json'], { cwd })).toMatchObject({
      status: 2,
      json: { error: { code: 'FLOW_INVALID' } },
    });
    expect(await jsonCommand(['eject', 'brokn'], { cwd })).toMatchObject({
      json: { error: { code: 'FLOW_NOT_FOUND' } },
    });
  });
});

test('a module is run again when it was changed', async () => {
  const cwd = folder({ 'flows/greet.ts': GREET });
  const { loadFlowModule } = await import('../../src/cli/typescript/load-flow-module.ts');
  const file = join(cwd, 'flows/greet.ts');
  expect((await loadFlowModule(file))[0]!.document['name']).toBe('Greet');
  writeFileSync(file, GREET.replace("name: 'Greet'", "name: 'Meet'"));
  expect((await loadFlowModule(file))[0]!.document['name']).toBe('Meet');
});
