import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { flowFolder } from '../../src/adapters/flow-folder.ts';
import { describeFlowSource } from '../contracts/flow-source.ts';
import { temporaryFolder } from './temporary-folder.ts';

describeFlowSource('folder', async (documents) => {
  const folder = temporaryFolder();
  for (const document of documents) write(folder, `${document['slug'] as string}.json`, JSON.stringify(document));
  return flowFolder(folder);
});

function write(folder: string, name: string, text: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
}

it('finds a flow whose file has another name', async () => {
  const folder = temporaryFolder();
  const file = write(folder, 'renamed.json', '{"slug":"a-flow","name":"A","steps":[]}');
  expect(await flowFolder(folder).find('a-flow')).toMatchObject({ origin: file });
  expect(await flowFolder(folder).find('renamed')).toBeUndefined();
});

it('refuses two files of one slug and names both', async () => {
  const folder = temporaryFolder();
  const files = ['a-flow.json', 'copy.json'].map((name) =>
    write(folder, name, '{"slug":"a-flow","name":"A","steps":[]}'),
  );
  await expect(flowFolder(folder).find('a-flow')).rejects.toMatchObject({
    code: 'FLOW_DUPLICATE',
    detail: expect.stringContaining(files.join(' and ')) as unknown,
  });
  const listed = await flowFolder(folder).list();
  expect(listed.map(({ problem }) => problem)).toEqual([
    expect.stringContaining('copy.json'),
    expect.stringContaining('a-flow.json'),
  ]);
});

it('gives out the text of a broken document under the name of its file', async () => {
  const folder = temporaryFolder();
  write(folder, 'broken.json', '{"slug": "broken", ');
  expect(await flowFolder(folder).find('broken')).toMatchObject({ text: '{"slug": "broken", ' });
});

it('lists what cannot be used with its problem, beside the rest', async () => {
  const folder = temporaryFolder();
  write(folder, 'broken.json', '{');
  write(folder, 'list.json', '[]');
  write(folder, 'nameless.json', '{"name":"N"}');
  write(folder, 'odd.json', '{"slug":"Not A Slug","name":"N"}');
  write(folder, 'fine.json', '\uFEFF{"slug":"fine","name":"Fine","steps":[]}');
  mkdirSync(path.join(folder, 'folder.json'));
  write(folder, 'notes.md', 'no flow');
  const listed = await flowFolder(folder).list();
  expect(Object.fromEntries(listed.map(({ slug, problem }) => [slug, problem]))).toEqual({
    broken: expect.stringContaining('is not JSON') as unknown,
    list: 'is not a JSON object',
    nameless: 'has no slug',
    'Not A Slug': expect.stringContaining('has a slug that is not one') as unknown,
    fine: undefined,
    folder: expect.stringContaining('cannot be read') as unknown,
  });
});

it('passes over a file that is not in the way', async () => {
  const folder = temporaryFolder();
  mkdirSync(path.join(folder, 'folder.json'));
  write(folder, 'a-flow.json', '{"slug":"a-flow"}');
  expect(await flowFolder(folder).find('a-flow')).toBeDefined();
  await expect(flowFolder(folder).find('folder')).rejects.toMatchObject({ code: 'FLOW_FILE_UNREADABLE' });
});

it('holds no flows when the folder is not there, and says so when it is a file', async () => {
  const folder = temporaryFolder();
  expect(await flowFolder(path.join(folder, 'none')).find('a-flow')).toBeUndefined();
  const file = write(folder, 'file', '');
  await expect(flowFolder(file).list()).rejects.toMatchObject({ code: 'FLOW_FOLDER_UNREADABLE' });
});
