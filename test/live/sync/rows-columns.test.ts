import { beforeAll, describe, expect, it } from 'vitest';
import { openDirectusServer, openFlowRows } from '../../../src/adapters/index.ts';
import type { JsonObject } from '../../../src/json.ts';
import type { FlowRowsPort } from '../../../src/ports/index.ts';
import { fullFlow } from '../../contracts/flow-source.ts';
import { createAccount, rest } from '../directus/rest.ts';
import { startDirectus, type DirectusServer } from '../services/directus.ts';

let server: DirectusServer;
beforeAll(async () => {
  server = await startDirectus({ env: { QUERY_LIMIT_MAX: '7' } });
});

const open = (collection = 'action_flows', token = server.token): FlowRowsPort =>
  openFlowRows({ server: openDirectusServer({ url: server.url, token }), collection });
const flow = (slug: string, more: JsonObject = {}): JsonObject => ({ slug, name: slug, steps: [], ...more });

type Field = [name: string, type: string, more?: JsonObject];
const KEY: Field = ['id', 'uuid', { meta: { special: ['uuid'] }, schema: { is_primary_key: true } }];
const MINIMAL: Field[] = [
  ['slug', 'string', { schema: { is_unique: true } }],
  ['name', 'string'],
  ['active', 'boolean', { meta: { special: ['cast-boolean'] } }],
  ['steps', 'json', { meta: { special: ['cast-json'] } }],
];

/** A collection as somebody may have made it. */
async function createCollection(collection: string, fields: Field[]): Promise<void> {
  const described = fields.map(([field, type, more = {}]) => ({ field, type, meta: {}, schema: {}, ...more }));
  await rest(server, 'POST', '/collections', { collection, meta: {}, schema: {}, fields: described });
}

const isSetupHint = expect.stringContaining('genie-actions directus setup') as string;

it('reads all rows of a server that cuts its answers short', async () => {
  const slugs = Array.from({ length: 17 }, (_, index) => `many-${index}`);
  await open().create(slugs.map((slug) => flow(slug)));
  const read = await open().read();
  expect(read.map(({ slug }) => slug).toSorted()).toEqual(slugs.toSorted());
  expect(await open().read(slugs.slice(0, 9))).toHaveLength(9);
});

describe('a collection with the documented columns only', () => {
  beforeAll(() => createCollection('small_flows', [KEY, ...MINIMAL]));

  it('is read, and says what it can hold', async () => {
    const rows = open('small_flows');
    await rows.create([flow('a', { active: false })]);
    expect(await open('small_flows').read()).toMatchObject([
      { slug: 'a', updatedAt: undefined, document: flow('a', { active: false }) },
    ]);
    const { documentKeys, updatedAt } = await rows.columns();
    expect([...documentKeys]).toEqual(['slug', 'name', 'active', 'steps']);
    expect(updatedAt).toBeUndefined();
  });

  it('takes no document that it cannot hold', async () => {
    const rows = open('small_flows');
    await expect(rows.create([flow('b'), fullFlow])).rejects.toMatchObject({
      code: 'FIELD_NOT_FOUND',
      detail: isSetupHint,
      data: { fields: expect.arrayContaining(['confirm', 'finally']) as string[] },
    });
    await expect(rows.tryCreate([fullFlow])).rejects.toMatchObject({ code: 'FIELD_NOT_FOUND', detail: isSetupHint });
    expect(await rows.read(['b', 'full-flow'])).toEqual([]);
  });

  it('has no guard, and is only written without', async () => {
    const rows = open('small_flows');
    await rows.create([flow('c')]);
    const [{ id, slug } = { id: '', slug: '' }] = await rows.read(['c']);
    const update = { id, slug, changes: { name: 'new' } };
    await expect(rows.update({ ...update, updatedAt: '2026-01-01T00:00:00.000Z' })).rejects.toMatchObject({
      code: 'FIELD_NOT_FOUND',
      detail: isSetupHint,
    });
    expect(await rows.update({ ...update, updatedAt: undefined })).toBe(true);
    expect(await rows.read(['c'])).toMatchObject([{ document: { name: 'new' } }]);
  });
});

describe('a collection with JSON in columns of text, a number as its key and another name for the time', () => {
  const asText = Object.entries(fullFlow).map(([key, value]): Field => {
    const type = typeof value === 'object' ? 'text' : typeof value === 'number' ? 'integer' : typeof value;
    return [key, type, key === 'slug' ? { schema: { is_unique: true } } : {}];
  });
  beforeAll(() =>
    createCollection('text_flows', [
      ['number', 'integer', { schema: { is_primary_key: true, has_auto_increment: true } }],
      ...asText,
      ['changed', 'dateTime', { meta: { special: ['date-updated'] } }],
    ]),
  );

  it('keeps every document as it was', async () => {
    const rows = open('text_flows');
    const outputs = ['$post.id', '123', '{"a":1}', 5, true, ['$x']];
    const flows = outputs.map((output, index) => flow(`o-${index}`, { output }));
    await rows.create([fullFlow, ...flows]);
    const read = await open('text_flows').read();
    expect(read.map(({ document }) => document)).toMatchObject([fullFlow, ...flows]);
  });

  it('guards its rows, although Directus shows the time of a change to the second only', async () => {
    await open('text_flows').create([flow('guarded')]);
    const read = async (rows: FlowRowsPort) => (await rows.read(['guarded']))[0]!;
    for (const name of ['first', 'second']) {
      const [rows, other] = [open('text_flows'), open('text_flows')];
      const { id, slug, updatedAt } = await read(rows);
      expect(id).toBeTypeOf('number');
      await read(other);
      const update = { id, slug, updatedAt, changes: { name, output: '123' } };
      expect(await rows.update(update)).toBe(true);
      expect(await other.update({ ...update, changes: { name: 'late' } })).toBe(false);
      expect(await other.delete(update)).toBe(false);
      expect((await read(rows)).document).toMatchObject({ name, output: '123' });
    }
    const { id } = await read(open('text_flows'));
    const names = (await open('text_flows').revisions(id)).map(({ document }) => document['name']);
    expect(names).toEqual(['second', 'first', 'guarded']);
  });
});

it('leaves out rows that are no flows', async () => {
  await createCollection('mixed_flows', [KEY, ...MINIMAL]);
  for (const slug of [null, '', 'No Slug', '../../etc', 'fine']) {
    await rest(server, 'POST', '/items/mixed_flows', { slug, name: null, steps: 'nonsense' });
  }
  expect(await open('mixed_flows').read()).toMatchObject([{ slug: 'fine', document: { steps: 'nonsense' } }]);
});

it('says what helps when there is no such collection', async () => {
  const missing = { code: 'COLLECTION_NOT_FOUND', detail: isSetupHint };
  await expect(open('no_flows').read()).rejects.toMatchObject(missing);
  await expect(open('no_flows').columns()).rejects.toMatchObject(missing);
  await expect(open('no_flows').create([flow('a')])).rejects.toMatchObject(missing);
});

describe('an account that may only read', () => {
  let rows: FlowRowsPort;
  beforeAll(async () => {
    await open().create([flow('there')]);
    rows = open('action_flows', (await createAccount(server, [['action_flows', 'read']])).token);
  });
  const refused = { code: 'FORBIDDEN', detail: expect.stringContaining('Access Policies') as string };

  it('reads', async () => {
    expect(await rows.read(['there'])).toHaveLength(1);
    expect((await rows.columns()).documentKeys).toContain('output_schema');
  });

  it('is told that it may not write', async () => {
    await expect(rows.create([flow('new')])).rejects.toMatchObject(refused);
    await expect(rows.delete((await rows.read(['there']))[0]!)).rejects.toMatchObject(refused);
    const [{ id, slug, updatedAt } = { id: '', slug: '', updatedAt: '' }] = await rows.read(['there']);
    await expect(rows.update({ id, slug, updatedAt, changes: { name: 'x' } })).rejects.toMatchObject(refused);
    expect(await rows.read(['there'])).toMatchObject([{ document: { name: 'there' } }]);
  });
});

it('tells an account without any access', async () => {
  const { token } = await createAccount(server, [['agent_audits', 'create']]);
  await expect(open('action_flows', token).read()).rejects.toMatchObject({ code: 'FORBIDDEN' });
});
