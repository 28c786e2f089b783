import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { flowFile } from '../../src/adapters/flow-file.ts';
import { temporaryFolder } from './temporary-folder.ts';

it('answers with its flow for any slug', async () => {
  const file = path.join(temporaryFolder(), 'x.json');
  const text = '{"slug":"a-flow","name":"A","steps":[]}';
  writeFileSync(file, text);
  expect(await flowFile(file).find('a-flow')).toEqual({ text, origin: file });
  expect(await flowFile(file).find('anything')).toEqual({ text, origin: file });
  expect(await flowFile(file).list()).toEqual([
    { slug: 'a-flow', name: 'A', description: '', active: true, origin: file },
  ]);
});

it('says which file it cannot read', async () => {
  const file = path.join(temporaryFolder(), 'missing.json');
  await expect(flowFile(file).find('a-flow')).rejects.toMatchObject({
    code: 'FLOW_FILE_UNREADABLE',
    detail: expect.stringContaining(file) as unknown,
  });
});

it('rejects with the reason of an aborted signal', async () => {
  const file = path.join(temporaryFolder(), 'x.json');
  writeFileSync(file, '{}');
  await expect(flowFile(file).find('x', { signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow('enough');
});
