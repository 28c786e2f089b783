import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { openFlowFiles } from '../../../src/adapters/flow-files/index.ts';
import { writeTemporary } from '../../../src/adapters/atomic-files/index.ts';
import { temporaryFolder } from '../temporary-folder.ts';

function folderWith(files: Record<string, string | Uint8Array>): string {
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  return folder;
}

const text = (slug: string) => `{"slug":"${slug}","name":"N","steps":[]}`;

it('reads the flows of a folder by slug, and nothing else that stands there', async () => {
  const folder = folderWith({
    'b.json': text('b'),
    'renamed.json': `\uFEFF${text('a')}`,
    'b.test.json': '{"cases":[]}',
    '.hidden.json': text('hidden'),
    'notes.md': '# Notes',
  });
  mkdirSync(path.join(folder, 'more'));
  expect(await openFlowFiles(folder).read()).toEqual([
    {
      path: path.join(folder, 'renamed.json'),
      text: `\uFEFF${text('a')}`,
      slug: 'a',
      document: { slug: 'a', name: 'N', steps: [] },
    },
    { path: path.join(folder, 'b.json'), text: text('b'), slug: 'b', document: { slug: 'b', name: 'N', steps: [] } },
  ]);
});

it('holds nothing where there is no folder, and refuses what is none', async () => {
  const folder = folderWith({ file: '' });
  expect(await openFlowFiles(path.join(folder, 'none')).read()).toEqual([]);
  await expect(openFlowFiles(path.join(folder, 'file')).read()).rejects.toMatchObject({
    code: 'FLOW_FOLDER_UNREADABLE',
    detail: expect.stringContaining(path.join(folder, 'file')) as unknown,
  });
});

const ours = `{\n<<<<<<< HEAD\n  "slug": "a-flow",\n=======\n  "slug": "other",\n>>>>>>> branch\n  "name": "N"\n}\n`;

it.each([
  ['cut.json', '{"slug": "a-flow", "name": "N", "st', 'a-flow', 'cut.json is not JSON: '],
  ['empty.json', ' \n', 'empty', 'empty.json is empty'],
  ['list.json', '[]', 'list', 'list.json is not a JSON object'],
  ['merged.json', ours, 'a-flow', "merged.json has git's markers of a merge conflict, the first in line 2"],
  ['none.json', '{"name":"N"}', 'none', 'none.json has no slug'],
  ['odd.json', '{"slug":"../odd"}', '../odd', 'odd.json has a slug that is not one'],
  ['number.json', '{"slug":7}', 'number', 'number.json has a slug that is not one'],
  ['bytes.json', Buffer.from([0x7b, 0xff, 0x7d]), 'bytes', 'bytes.json is not UTF-8'],
  ['large.json', `"${'x'.repeat(1_000_000)}"`, 'large', 'large.json is too large: it has 1000002 bytes'],
  [
    'deep.json',
    `{"slug":"deep","a":${'['.repeat(300)}${']'.repeat(300)}}`,
    'deep',
    'deep.json is nested deeper than 200',
  ],
])('tells what is wrong with %s', async (name, content, slug, problem) => {
  const [file] = await openFlowFiles(folderWith({ [name]: content })).read();
  expect(file).toMatchObject({ slug, problem: expect.stringContaining(problem) as unknown });
  expect(file!.problem).not.toContain('\n');
});

it('tells of two files with one slug that neither can be used', async () => {
  const files = await openFlowFiles(
    folderWith({ 'a.json': text('a'), 'copy.json': text('a'), 'b.json': text('b') }),
  ).read();
  expect(files.map(({ problem }) => problem)).toEqual([
    'a.json has the same slug as copy.json: give one of them another',
    'copy.json has the same slug as a.json: give one of them another',
    undefined,
  ]);
});

it('tells what is no file, without waiting for it', async () => {
  const folder = folderWith({});
  execFileSync('bash', ['-c', 'mkfifo "$1"', 'bash', path.join(folder, 'pipe.json')]);
  mkdirSync(path.join(folder, 'folder.json'));
  symlinkSync('nowhere', path.join(folder, 'link.json'));
  symlinkSync('circle.json', path.join(folder, 'circle.json'));
  const files = await openFlowFiles(folder).read();
  expect(files.map(({ problem }) => problem)).toEqual([
    expect.stringContaining('circle.json cannot be read: ELOOP') as unknown,
    'folder.json is a folder',
    'link.json is a link to a file that is not there',
    'pipe.json is not a file',
  ]);
});

it('creates a file, and the folders that it needs', async () => {
  const folder = path.join(temporaryFolder(), 'project', 'flows');
  const file = path.join(folder, 'a.json');
  expect(await openFlowFiles(folder).write(file, text('a'), undefined)).toBe(true);
  expect(readFileSync(file, 'utf8')).toBe(text('a'));
  expect(readdirSync(folder)).toEqual(['a.json']);
});

it('writes nothing over a file that is there, or is not what it was', async () => {
  const folder = folderWith({ 'a.json': text('a') });
  const file = path.join(folder, 'a.json');
  const files = openFlowFiles(folder);
  expect(await files.write(file, 'new', undefined)).toBe(false);
  expect(await files.write(file, 'new', 'something else')).toBe(false);
  expect(await files.delete(file, 'something else')).toBe(false);
  expect(await files.write(path.join(folder, 'gone.json'), 'new', 'it was here')).toBe(false);
  expect(await files.delete(path.join(folder, 'gone.json'), 'it was here')).toBe(false);
  expect(readFileSync(file, 'utf8')).toBe(text('a'));
  expect(readdirSync(folder)).toEqual(['a.json']);
});

it('replaces and deletes a file that is what it was, and keeps its mode', async () => {
  const folder = folderWith({ 'a.json': text('a') });
  const file = path.join(folder, 'a.json');
  chmodSync(file, 0o640);
  const files = openFlowFiles(folder);
  expect(await files.write(file, text('b'), text('a'))).toBe(true);
  expect(readFileSync(file, 'utf8')).toBe(text('b'));
  expect(statSync(file).mode & 0o777).toBe(0o640);
  expect(await files.delete(file, text('b'))).toBe(true);
  expect(readdirSync(folder)).toEqual([]);
});

it('knows a file with a byte order mark again', async () => {
  const folder = folderWith({ 'a.json': `\uFEFF${text('a')}` });
  const files = openFlowFiles(folder);
  const [file] = await files.read();
  expect(await files.write(file!.path, text('a'), file!.text)).toBe(true);
});

it('lets only one of many writers through', async () => {
  const folder = folderWith({ 'a.json': text('a') });
  const writers = Array.from({ length: 20 }, (_, index) => index);
  const write = (name: string, expected: string | undefined) => async (index: number) =>
    openFlowFiles(folder).write(path.join(folder, name), `${index}`, expected);
  const replaced = await Promise.all(writers.map(write('a.json', text('a'))));
  const created = await Promise.all(writers.map(write('b.json', undefined)));
  expect([replaced, created].map((all) => all.filter(Boolean).length)).toEqual([1, 1]);
  expect(readFileSync(path.join(folder, 'a.json'), 'utf8')).toBe(`${replaced.indexOf(true)}`);
  expect(readFileSync(path.join(folder, 'b.json'), 'utf8')).toBe(`${created.indexOf(true)}`);
  expect(readdirSync(folder)).toEqual(['a.json', 'b.json']);
});

it('replaces what a link leads to, and deletes only the link', async () => {
  const outside = folderWith({ 'real.json': text('a') });
  const folder = temporaryFolder();
  const [link, real] = [path.join(folder, 'a.json'), path.join(outside, 'real.json')];
  symlinkSync(real, link);
  const files = openFlowFiles(folder);
  expect(await files.write(link, text('b'), text('a'))).toBe(true);
  expect(lstatSync(link).isSymbolicLink()).toBe(true);
  expect(readFileSync(real, 'utf8')).toBe(text('b'));
  expect(await files.delete(link, text('b'))).toBe(true);
  expect(existsSync(real)).toBe(true);
  expect(readdirSync(folder)).toEqual([]);
});

it('never creates a file through a link that leads nowhere', async () => {
  const folder = temporaryFolder();
  symlinkSync('nowhere.json', path.join(folder, 'a.json'));
  expect(await openFlowFiles(folder).write(path.join(folder, 'a.json'), text('a'), undefined)).toBe(false);
  expect(readdirSync(folder)).toEqual(['a.json']);
});

it('names the file and the reason when it cannot be written', async () => {
  const folder = folderWith({ 'file.json': text('a') });
  mkdirSync(path.join(folder, 'folder.json'));
  const files = openFlowFiles(folder);
  await expect(files.write(path.join(folder, 'folder.json'), 'x', 'y')).rejects.toMatchObject({
    code: 'FLOW_FILE_UNWRITABLE',
    message: 'The flow file cannot be written: it is a folder',
    detail: path.join(folder, 'folder.json'),
  });
  const below = path.join(folder, 'file.json', 'a.json');
  await expect(files.write(below, 'x', undefined)).rejects.toMatchObject({
    message: 'The flow file cannot be written: a part of its path is a file',
    detail: below,
  });
  const long = path.join(folder, `${'x'.repeat(255)}.json`);
  await expect(files.write(long, 'x', undefined)).rejects.toMatchObject({
    message: 'The flow file cannot be written: its name is too long',
  });
});

it('removes what a killed process left, and spares what one that lives is writing', async () => {
  const folder = folderWith({});
  const mine = writeTemporary(path.join(folder, 'a.json'), 'half');
  const dead = execFileSync(process.execPath, ['-p', 'process.pid'], { encoding: 'utf8' }).trim();
  const left = path.join(folder, path.basename(mine).replace(`-${process.pid}-`, `-${dead}-`));
  const foreign = path.join(folder, path.basename(mine).replace(/[0-9a-f]{8}-/, '00000000-'));
  const old = path.join(folder, path.basename(foreign).replace(/\d+\.tmp$/, '99.tmp'));
  const others = ['.a.json.tmp', '.a.json.swp', '.tmp'].map((name) => path.join(folder, name));
  for (const file of [left, foreign, old, ...others]) writeFileSync(file, 'half');
  const anHourAgo = Date.now() / 1000 - 3600;
  for (const file of [old, ...others]) utimesSync(file, anHourAgo, anHourAgo);
  expect(await openFlowFiles(folder).read()).toEqual([]);
  expect(readdirSync(folder).sort()).toEqual([mine, foreign, ...others].map((file) => path.basename(file)).sort());
  rmSync(mine);
});

it('writes nothing when its temporary file was taken for that of a killed process', async () => {
  const folder = folderWith({ 'a.json': text('a') });
  const file = path.join(folder, 'a.json');
  const write = openFlowFiles(folder).write(file, text('b'), text('a'));
  for (const name of readdirSync(folder)) if (name.endsWith('.tmp')) rmSync(path.join(folder, name));
  await expect(write).rejects.toMatchObject({ code: 'FLOW_FILE_UNWRITABLE' });
  expect(readFileSync(file, 'utf8')).toBe(text('a'));
});

it('reads a thousand files while other work goes on', async () => {
  const folder = folderWith(
    Object.fromEntries(Array.from({ length: 1_000 }, (_, i) => [`f-${i}.json`, text(`f-${i}`)])),
  );
  let turns = 0;
  const timer = setInterval(() => turns++, 0);
  expect(await openFlowFiles(folder).read()).toHaveLength(1_000);
  clearInterval(timer);
  expect(turns).toBeGreaterThan(3);
});
