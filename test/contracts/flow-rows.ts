import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/json.ts';
import type { FlowRow, FlowRowsPort } from '../../src/ports/index.ts';
import { fullFlow } from './flow-source.ts';

/** A collection of flows that several clients work with. */
export interface FlowRowsServer {
  /** A client of its own each time. */
  open(): FlowRowsPort;
  /** Deletes all rows. */
  empty(): Promise<void>;
}

const flow = (slug: string, more: JsonObject = {}): JsonObject => ({ slug, name: slug, steps: [], ...more });

/** What every store of rows of flows must do. */
export function describeFlowRows(name: string, start: () => Promise<FlowRowsServer>): void {
  describe(`flow rows: ${name}`, () => {
    let server: FlowRowsServer;
    let rows: FlowRowsPort;
    let other: FlowRowsPort;
    beforeAll(async () => {
      server = await start();
      rows = server.open();
      other = server.open();
    });
    beforeEach(() => server.empty());

    const find = async (slug: string, from = rows): Promise<FlowRow> => {
      const [row] = await from.read([slug]);
      if (row === undefined) throw new Error(`no row "${slug}"`);
      return row;
    };
    const documentOf = async (slug: string) => (await find(slug, server.open())).document;

    it('says where the rows are', () => {
      expect(rows.location).toBe(`${rows.address} action_flows`);
      expect(rows.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    });

    it('has a column for every key of a flow, and the time of the last change', async () => {
      const { documentKeys, updatedAt } = await rows.columns();
      expect([...documentKeys]).toEqual(Object.keys(fullFlow));
      expect(updatedAt).toBe('date_updated');
    });

    it('gives back every key of a document as it was', async () => {
      await rows.create([fullFlow]);
      const row = await find('full-flow');
      expect(row).toMatchObject({ slug: 'full-flow', document: fullFlow });
      expect(Object.keys(row.document)).toEqual(Object.keys(fullFlow));
    });

    it.each<[string, JsonObject[string]]>([
      ['a reference', '$post.id'],
      ['the text of a number', '123'],
      ['the text of JSON', '{"a": [1]}'],
      ['a quoted text', '"quoted"'],
      ['an empty text', ''],
      ['the word null', 'null'],
      ['a number', 5],
      ['zero', 0],
      ['yes', true],
      ['no', false],
      ['a list', ['$a', 1, null, { b: [] }]],
      ['text of every kind', { a: 'ä\u0000\ud83d\ude00\n\t"\\', ' b ': '' }],
    ])('gives back an output that is %s', async (_, output) => {
      await rows.create([flow('created', { output }), flow('updated')]);
      const { id, slug, updatedAt } = await find('updated');
      expect(await rows.update({ id, slug, updatedAt, changes: { output } })).toBe(true);
      expect(await documentOf('created')).toEqual({ ...flow('created'), active: true, confirm: false, output });
      expect((await documentOf('updated'))['output']).toEqual(output);
    });

    it('reads all flows, or those of some slugs', async () => {
      await rows.create([flow('b'), flow('a'), flow('c')]);
      const slugs = async (wanted?: string[]) => (await rows.read(wanted)).map(({ slug }) => slug).toSorted();
      expect(await slugs()).toEqual(['a', 'b', 'c']);
      expect(await slugs(['c', 'a', 'x'])).toEqual(['a', 'c']);
      expect(await slugs([])).toEqual([]);
    });

    it('creates none when a slug is taken', async () => {
      await rows.create([flow('taken')]);
      await expect(rows.create([flow('free'), flow('taken')])).rejects.toMatchObject({ code: 'RECORD_NOT_UNIQUE' });
      await expect(rows.create([flow('twice'), flow('twice')])).rejects.toMatchObject({ code: 'RECORD_NOT_UNIQUE' });
      expect((await rows.read()).map(({ slug }) => slug)).toEqual(['taken']);
    });

    it('lets one of several win that create the same flow at once', async () => {
      const attempts = Array.from({ length: 4 }, (_, index) =>
        server.open().create([flow('one', { name: `${index}` })]),
      );
      const outcomes = await Promise.allSettled(attempts);
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(await rows.read()).toHaveLength(1);
    });

    it('creates nothing when it is only asked whether it could', async () => {
      await rows.tryCreate([flow('a')]);
      expect(await rows.read()).toEqual([]);
    });

    it('refuses what has no column, before it writes anything', async () => {
      const refused = { code: 'FIELD_NOT_FOUND', detail: expect.stringContaining('genie-actions directus setup') };
      await expect(rows.create([flow('a'), flow('b', { tags: [] })])).rejects.toMatchObject(refused);
      await rows.create([flow('a')]);
      const { id, updatedAt } = await find('a');
      const update = { id, slug: 'a', updatedAt, changes: { name: 'new', tags: [] } };
      await expect(rows.update(update)).rejects.toMatchObject(refused);
      expect((await documentOf('a'))['name']).toBe('a');
    });

    it('changes the columns that it is told to, and empties those that get nothing', async () => {
      await rows.create([flow('a', { description: 'x', timeout_ms: 5 })]);
      const { id, updatedAt } = await find('a');
      expect(updatedAt).toBeDefined();
      const changes = { name: 'new', description: null, steps: [{ type: 'delay', ms: 1 }] };
      expect(await rows.update({ id, slug: 'a', updatedAt, changes })).toBe(true);
      const { steps } = changes;
      expect(await documentOf('a')).toEqual({
        slug: 'a',
        name: 'new',
        active: true,
        confirm: false,
        steps,
        timeout_ms: 5,
      });
    });

    it('leaves a row alone that somebody changed since it was read', async () => {
      await rows.create([flow('a')]);
      const { id, updatedAt } = await find('a');
      const mine = { id, slug: 'a', updatedAt, changes: { name: 'mine' } };
      expect(await other.update({ ...mine, changes: { name: 'theirs' } })).toBe(true);
      expect(await rows.update(mine)).toBe(false);
      expect(await rows.delete(mine)).toBe(false);
      expect((await documentOf('a'))['name']).toBe('theirs');
      const read = await find('a');
      expect(read.updatedAt).not.toBe(updatedAt);
      expect(await rows.update({ ...mine, updatedAt: read.updatedAt })).toBe(true);
      expect(await other.update({ ...mine, updatedAt: read.updatedAt, changes: { name: 'late' } })).toBe(false);
      expect((await documentOf('a'))['name']).toBe('mine');
    });

    it('does not bring a row back that somebody deleted', async () => {
      await rows.create([flow('a')]);
      const { id, updatedAt } = await find('a');
      expect(await other.delete({ id, slug: 'a', updatedAt })).toBe(true);
      expect(await rows.update({ id, slug: 'a', updatedAt, changes: { name: 'x' } })).toBe(false);
      expect(await rows.update({ id, slug: 'a', updatedAt: undefined, changes: { name: 'x' } })).toBe(false);
      expect(await rows.read()).toEqual([]);
    });

    it('touches no other row', async () => {
      await rows.create(['a', 'b', 'c'].map((slug) => flow(slug)));
      const { id, updatedAt } = await find('b');
      await rows.update({ id, slug: 'b', updatedAt, changes: { name: 'new' } });
      await rows.delete({ id, slug: 'b', updatedAt: (await find('b')).updatedAt });
      expect((await rows.read()).map(({ document }) => document['name'] as string).toSorted()).toEqual(['a', 'c']);
    });

    it('writes over everything when it is told to do without a guard', async () => {
      await rows.create([flow('a')]);
      const { id, updatedAt } = await find('a');
      await other.update({ id, slug: 'a', updatedAt, changes: { name: 'theirs' } });
      expect(await rows.update({ id, slug: 'a', updatedAt: undefined, changes: { name: 'mine' } })).toBe(true);
      expect((await documentOf('a'))['name']).toBe('mine');
      expect(await rows.delete({ id, slug: 'a', updatedAt: undefined })).toBe(true);
      expect(await rows.read()).toEqual([]);
    });

    it('tells the history of a flow, newest first', async () => {
      await rows.create([flow('a', { output: '123' })]);
      const { id, updatedAt } = await find('a');
      await rows.update({ id, slug: 'a', updatedAt, changes: { name: 'new', description: 'x' } });
      const revisions = await rows.revisions(id);
      expect(revisions).toMatchObject([
        { action: 'update', changedKeys: ['name', 'description'], document: { slug: 'a', name: 'new', output: '123' } },
        { action: 'create', changedKeys: ['slug', 'name', 'steps', 'output'], document: flow('a', { output: '123' }) },
      ]);
      expect(revisions[0]!.id).toBeGreaterThan(revisions[1]!.id);
      expect(Date.parse(revisions[0]!.at)).toBeGreaterThanOrEqual(Date.parse(revisions[1]!.at));
    });

    it('stops at once when its signal is aborted', async () => {
      const reason = new Error('stop');
      const signal = AbortSignal.abort(reason);
      await expect(rows.read(undefined, { signal })).rejects.toBe(reason);
      await expect(rows.create([flow('a')], { signal })).rejects.toBe(reason);
      expect(await rows.read()).toEqual([]);
    });
  });
}
