import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { openSyncBases, type SyncBasesOptions } from '../../../src/adapters/sync-bases/index.ts';
import type { JsonObject } from '../../../src/json.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const address = 'http://localhost:8055';

function open(root: string, options: Partial<SyncBasesOptions> = {}) {
  return openSyncBases({ root, target: 'default', address, ...options });
}

function base(slug: string, document: JsonObject = { slug, name: 'N', active: true, steps: [] }) {
  return { slug, document, isHeldInactive: false };
}

/** A project with the base of one flow, and its file. */
async function projectWith(slug: string) {
  const root = temporaryFolder();
  const bases = open(root);
  await bases.write(base(slug));
  return { root, bases, file: path.join(root, '.genie-actions', 'base', 'default', `${slug}.json`) };
}

it('reads what was written, a file for each flow in a folder for each target', async () => {
  const root = temporaryFolder();
  await open(root).write(base('a'));
  await open(root).write({ ...base('b'), isHeldInactive: true });
  await open(root, { target: 'staging' }).write(base('c'));
  expect(await open(root).read()).toEqual({
    bases: new Map([
      ['a', base('a')],
      ['b', { ...base('b'), isHeldInactive: true }],
    ]),
    problems: new Map(),
  });
  const folder = path.join(root, '.genie-actions', 'base');
  expect(readdirSync(path.join(folder, 'default'))).toEqual(['a.json', 'b.json']);
  expect(readdirSync(path.join(folder, 'staging'))).toEqual(['c.json']);
});

it('knows of none where nothing was ever synced, and deletes what is not there', async () => {
  const bases = open(temporaryFolder());
  expect(await bases.read()).toEqual({ bases: new Map(), problems: new Map() });
  await bases.delete('a');
  expect(await bases.takeOver()).toEqual([]);
});

it('has a form that stays, in the same order whoever writes it', async () => {
  const { file, bases } = await projectWith('a');
  const text = readFileSync(file, 'utf8');
  expect(text).toBe(
    `{
  "version": 1,
  "address": "http://localhost:8055",
  "slug": "a",
  "isHeldInactive": false,
  "document": {
    "active": true,
    "name": "N",
    "slug": "a",
    "steps": []
  },
  "checksum": "sha256-CHECKSUM"
}
`.replace('CHECKSUM', /sha256-([0-9a-f]{64})/.exec(text)![1]!),
  );
  rmSync(file);
  await bases.write(base('a', { steps: [], name: 'N', active: true, slug: 'a' }));
  expect(readFileSync(file, 'utf8')).toBe(text);
});

it('does not write what is there already, however it is formatted', async () => {
  const { file, bases } = await projectWith('a');
  const formatted = JSON.stringify(JSON.parse(readFileSync(file, 'utf8')));
  writeFileSync(file, formatted);
  const { ino } = statSync(file);
  await bases.write(base('a'));
  expect(readFileSync(file, 'utf8')).toBe(formatted);
  expect(statSync(file).ino).toBe(ino);
  expect((await bases.read()).bases.get('a')).toEqual(base('a'));
  await bases.write({ ...base('a'), isHeldInactive: true });
  expect((await bases.read()).bases.get('a')).toEqual({ ...base('a'), isHeldInactive: true });
});

it('replaces a base that cannot be used', async () => {
  const { file, bases } = await projectWith('a');
  writeFileSync(file, '{');
  await bases.write(base('a'));
  expect((await bases.read()).bases.get('a')).toEqual(base('a'));
});

it.each([
  ['cut off', (text: string) => text.slice(0, 40), 'is cut off or not JSON'],
  ['emptied by a power cut', () => '', 'is cut off or not JSON'],
  ['filled with zeros by a power cut', (text: string) => '\0'.repeat(text.length), 'is cut off or not JSON'],
  ['with markers of git', (text: string) => `<<<<<<< HEAD\n${text}=======\n${text}>>>>>>> b\n`, "git's markers"],
  ['edited by hand', (text: string) => text.replace('"N"', '"M"'), 'was edited by hand or damaged'],
  ['set to another address', (text: string) => text.replace('8055', '9055'), 'was edited by hand or damaged'],
  ['of a newer version', (text: string) => text.replace('"version": 1', '"version": 2'), 'a newer genie-actions'],
  ['of another kind', () => '{"version": 1}', 'is not a base'],
  ['no object', () => '[1]', 'is not a base'],
  ['much too deep', () => `{"version":1,"document":${'['.repeat(9_000)}${']'.repeat(9_000)}}`, 'is not a base'],
])('names the file and the way out of a base that is %s', async (_how, damage, problem) => {
  const { file, bases } = await projectWith('a');
  await bases.write(base('b'));
  writeFileSync(file, damage(readFileSync(file, 'utf8')));
  const read = await bases.read();
  expect([...read.bases.keys()]).toEqual(['b']);
  const name = path.join('.genie-actions', 'base', 'default', 'a.json');
  expect(read.problems.get('a')!.startsWith(`${name} `)).toBe(true);
  expect(read.problems.get('a')).toContain(problem);
  expect(read.problems.get('a')).toContain('; delete it, and the next push or pull');
});

it('notices a base that was copied, renamed or is no file', async () => {
  const { root, file, bases } = await projectWith('a');
  const folder = path.dirname(file);
  copyFileSync(file, path.join(folder, 'copy.json'));
  mkdirSync(path.join(folder, 'folder.json'));
  const { problems } = await bases.read();
  expect(problems.get('copy')).toContain('is the base of "a": it was copied or renamed');
  expect(problems.get('folder')).toContain('cannot be read');
  renameSync(folder, path.join(root, 'elsewhere'));
  writeFileSync(folder, 'a file');
  await expect(bases.read()).rejects.toMatchObject({ code: 'SYNC_BASES_UNREADABLE' });
  await expect(bases.write(base('a'))).rejects.toMatchObject({ code: 'SYNC_BASE_UNWRITABLE', detail: file });
});

it('refuses a base that was made for another server, until it is said that the server moved', async () => {
  const { root } = await projectWith('a');
  const elsewhere = { address: 'https://directus.example' };
  const { bases, problems } = await open(root, elsewhere).read();
  expect(bases.size).toBe(0);
  expect(problems.get('a')).toMatch(
    /was made for http:\/\/localhost:8055, and "default" is https:\/\/directus\.example.*--moved/,
  );
  expect(await open(root, { ...elsewhere, isMoved: true }).read()).toEqual({
    bases: new Map([['a', base('a')]]),
    problems: new Map(),
  });
  expect((await open(root).read()).bases.size).toBe(1);
});

it('takes bases over to a new address, and leaves damaged ones to the person', async () => {
  const { root, file } = await projectWith('a');
  await open(root).write(base('b'));
  writeFileSync(path.join(path.dirname(file), 'c.json'), '{');
  const moved = open(root, { address: 'https://directus.example' });
  expect(await moved.takeOver()).toEqual(['a', 'b']);
  expect(await moved.takeOver()).toEqual([]);
  const { bases, problems } = await moved.read();
  expect(bases).toEqual(new Map([base('a'), base('b')].map((known) => [known.slug, known])));
  expect([...problems.keys()]).toEqual(['c']);
});

it.each(['', '..', 'a/b', '.hidden', 'a b', 'x'.repeat(65)])('refuses the target %j', (target) => {
  expect(() => open(temporaryFolder(), { target })).toThrow(
    expect.objectContaining({ code: 'TARGET_INVALID' }) as Error,
  );
});

it('never leaves its folder, whatever a slug is', async () => {
  const bases = open(temporaryFolder());
  for (const slug of ['../a', '', 'A', '__proto__']) {
    await expect(bases.write(base(slug))).rejects.toMatchObject({ code: 'SYNC_BASE_UNWRITABLE' });
    await expect(bases.delete(slug)).rejects.toMatchObject({ code: 'SYNC_BASE_UNWRITABLE' });
  }
});

it('gives back every document as it was', async () => {
  const bases = open(temporaryFolder());
  const document = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 4 }), { noNullPrototype: true });
  await fc.assert(
    fc.asyncProperty(document, fc.boolean(), async (anything, isHeldInactive) => {
      const written = { slug: 'a', document: JSON.parse(JSON.stringify(anything)) as JsonObject, isHeldInactive };
      await bases.write(written);
      const read = await bases.read();
      expect(read).toEqual({ bases: new Map([['a', written]]), problems: new Map() });
    }),
    { numRuns: 100 },
  );
});
