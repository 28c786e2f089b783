import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openFlowFiles } from '../../../src/adapters/flow-files/index.ts';
import { filesWithModules } from '../../../src/cli/typescript/files-with-modules.ts';
import { command, folder } from '../command.ts';

const KIT = JSON.stringify(join(import.meta.dirname, '../../../src/kit/flow/index.ts'));
const GREET = `import { defineFlow } from ${KIT};\nexport default defineFlow({ slug: 'greet', name: 'Greet' }, () => {});\n`;

function open(files: Record<string, string | object>) {
  const cwd = folder(files);
  const directory = join(cwd, 'flows');
  return { cwd, directory, files: filesWithModules(openFlowFiles(directory)) };
}

test('a flow that was never built goes out as it would be built, and is never written over', async () => {
  const { directory, files } = open({ 'flows/greet.ts': GREET });
  const [greet] = await files.read();
  expect(greet).toMatchObject({ slug: 'greet', path: join(directory, 'greet.ts'), document: { name: 'Greet' } });
  await expect(files.write(greet!.path, '{}', greet!.text)).rejects.toMatchObject({ code: 'FLOW_IS_MODULE' });
  await expect(files.write(join(directory, 'greet.json'), '{}', undefined)).rejects.toMatchObject({
    code: 'FLOW_IS_MODULE',
  });
  await expect(files.delete(greet!.path, greet!.text)).rejects.toMatchObject({ code: 'FLOW_IS_MODULE' });
  expect(readFileSync(join(directory, 'greet.ts'), 'utf8')).toBe(GREET);
});

test('the document of a module goes out while it is fresh; one that says something else is a problem', async () => {
  const { cwd, directory, files } = open({
    'flows/greet.ts': GREET,
    'flows/other.json': { slug: 'other', name: 'O', steps: [] },
  });
  await command(['build'], { cwd });
  const [greet, other] = await files.read();
  expect(greet).toMatchObject({ slug: 'greet', path: join(directory, 'greet.json') });
  expect(greet!.problem).toBeUndefined();
  await expect(files.write(greet!.path, '{}', greet!.text)).rejects.toMatchObject({ code: 'FLOW_IS_MODULE' });
  expect(await files.write(other!.path, '{"slug":"other"}', other!.text)).toBe(true);
  writeFileSync(join(directory, 'greet.json'), '{"slug":"greet","name":"Meet","steps":[]}');
  const [stale] = await files.read();
  expect(stale!.problem).toContain('run: genie-actions build');
});

test('a module that fails is a problem of its flow alone', async () => {
  const { files } = open({
    'flows/greet.ts': "throw new Error('oops');",
    'flows/other.json': { slug: 'other', name: 'O', steps: [] },
  });
  expect(await files.read()).toMatchObject([
    { slug: 'greet', problem: expect.stringContaining('oops') },
    { slug: 'other' },
  ]);
});
