import { beforeEach, expect, it, vi } from 'vitest';
import { UsageError } from '../../../src/errors.ts';
import { ServiceError } from '../../../src/ports/index.ts';
import { applyPlans } from '../../../src/sync/apply/index.ts';
import { flowFiles, pathOf, syncBases, type FakeFlowFiles, type FakeSyncBases } from '../../fakes/flow-files.ts';
import { flowRows, flowTable, type Around, type FlowTable, type RowsCall } from '../../fakes/flow-rows.ts';
import { flow, plan, sync } from './project.ts';

let table: FlowTable;
let files: FakeFlowFiles;
let bases: FakeSyncBases;
let calls: RowsCall[];

beforeEach(() => {
  table = flowTable();
  files = flowFiles();
  bases = syncBases();
  calls = [];
});

const counting: Around = async (call, work) => {
  calls.push(call);
  return work();
};

function project(around: Around = counting) {
  return { rows: flowRows(table, around), files, bases };
}

/** Both sides hold the flows, and are known to. */
async function inStep(...slugs: string[]): Promise<void> {
  for (const slug of slugs) files.set(slug, flow(slug));
  await sync('push', project());
  calls = [];
}

const results = (outcomes: { slug: string; result: string }[]) =>
  Object.fromEntries(outcomes.map(({ slug, result }) => [slug, result]));

it('creates all new rows in one request, reads them back in one, and remembers them', async () => {
  for (const slug of ['a', 'b', 'c']) files.set(slug, flow(slug));
  const seen: [number, number][] = [];
  const outcomes = await sync('push', project(), { onProgress: (done, total) => seen.push([done, total]) });
  expect(outcomes).toEqual(
    ['a', 'b', 'c'].map((slug) => ({ slug, state: 'local-new', result: 'done', action: 'create-row' })),
  );
  expect(calls).toEqual(['read', 'create', 'read']);
  expect(table.document('b')).toEqual(flow('b'));
  expect(bases.bases.get('b')).toEqual({ slug: 'b', document: flow('b'), isHeldInactive: false });
  expect(seen).toEqual([[3, 3]]);
});

it('writes nothing and reads nothing back when everything is in step', async () => {
  await inStep('a', 'b');
  expect(results(await sync('push', project()))).toEqual({ a: 'nothing', b: 'nothing' });
  expect(calls).toEqual(['read']);
});

it('sends only the columns that changed, and asks for nothing else than that the row is as it was', async () => {
  await inStep('a', 'b');
  files.set('a', flow('a', 'second'));
  const rows = flowRows(table);
  const update = vi.spyOn(rows, 'update');
  expect(results(await sync('push', { rows, files, bases }))).toEqual({ a: 'done', b: 'nothing' });
  expect(update.mock.calls.map(([call]) => call)).toEqual([
    { id: 1, slug: 'a', updatedAt: '', changes: { steps: flow('a', 'second')['steps'] } },
  ]);
  expect(bases.bases.get('a')?.document).toEqual(flow('a', 'second'));
});

it('brings rows into files, and deletes on either side what the person named', async () => {
  await inStep('changed', 'row-gone', 'file-gone');
  table.set('changed', flow('changed', 'second'));
  table.set('new', flow('new'));
  table.set('row-gone', undefined);
  expect(results(await sync('pull', project(), { flags: { prune: new Set(['row-gone']) } }))).toEqual({
    changed: 'done',
    new: 'done',
    'row-gone': 'done',
    'file-gone': 'nothing',
  });
  expect(files.document('changed')).toEqual(flow('changed', 'second'));
  expect(files.document('new')).toEqual(flow('new'));
  expect(files.document('row-gone')).toBeUndefined();
  files.set('file-gone', undefined);
  expect(results(await sync('push', project(), { flags: { prune: new Set(['file-gone']) } }))).toMatchObject({
    'file-gone': 'done',
  });
  expect([...table.rows.keys()].sort()).toEqual(['changed', 'new']);
  expect([...bases.bases.keys()].sort()).toEqual(['changed', 'new']);
});

it('writes nothing of any flow when one of them is in conflict', async () => {
  await inStep('a', 'b', 'c');
  for (const slug of ['a', 'b']) files.set(slug, flow(slug, 'here'));
  table.set('a', flow('a', 'there'));
  const outcomes = await sync('push', project());
  expect(results(outcomes)).toEqual({ a: 'refused', b: 'refused', c: 'nothing' });
  expect(calls).toEqual(['read']);
  expect(outcomes[1]?.message).toContain('another flow is in conflict');
});

it('stops a flow whose row changed between the plan and the write, and no other', async () => {
  await inStep('a', 'b', 'c');
  for (const slug of ['a', 'b', 'c']) files.set(slug, flow(slug, 'here'));
  const plans = await plan('push', project());
  table.set('a', flow('a', 'there'));
  table.set('b', undefined);
  const outcomes = await applyPlans({ ...project(), plans });
  expect(results(outcomes)).toEqual({ a: 'stopped', b: 'stopped', c: 'done' });
  expect(table.document('a')).toEqual(flow('a', 'there'));
  expect(table.document('b')).toBeUndefined();
  expect(bases.bases.get('a')?.document).toEqual(flow('a'));
  expect(results(await sync('push', project()))).toEqual({ a: 'refused', b: 'refused', c: 'nothing' });
});

it('stops a flow whose file changed between the plan and the write', async () => {
  await inStep('a', 'b', 'c');
  for (const slug of ['a', 'b', 'new']) table.set(slug, flow(slug, 'there'));
  table.set('c', undefined);
  const plans = await plan('pull', project(), { prune: new Set(['c']) });
  for (const slug of ['a', 'new', 'c']) files.set(slug, flow(slug, 'here'));
  expect(results(await applyPlans({ ...project(), plans }))).toEqual({
    a: 'stopped',
    b: 'done',
    c: 'stopped',
    new: 'stopped',
  });
  expect(['a', 'b', 'c', 'new'].map((slug) => files.document(slug))).toEqual([
    flow('a', 'here'),
    flow('b', 'there'),
    flow('c', 'here'),
    flow('new', 'here'),
  ]);
});

it('creates the other new rows when somebody else took a slug meanwhile', async () => {
  for (const slug of ['a', 'b', 'c']) files.set(slug, flow(slug));
  const plans = await plan('push', project());
  table.set('b', flow('b', 'there'));
  expect(results(await applyPlans({ ...project(), plans }))).toEqual({ a: 'done', b: 'stopped', c: 'done' });
  expect(table.document('b')).toEqual(flow('b', 'there'));
  expect(bases.bases.has('b')).toBe(false);
});

it('fails all new rows alike when the server refuses them, and still writes the rest', async () => {
  await inStep('old');
  files.set('old', flow('old', 'second'));
  for (const slug of ['a', 'b']) files.set(slug, flow(slug));
  const refusal = new ServiceError('directus', 'VALIDATION_FAILED', 'A name is needed', { detail: 'field\n  name' });
  const outcomes = await sync(
    'push',
    project(async (call, work) => {
      if (call === 'create') throw refusal;
      return work();
    }),
  );
  expect(results(outcomes)).toEqual({ a: 'failed', b: 'failed', old: 'done' });
  expect(outcomes[0]?.message).toBe('A name is needed (field; name)');
  expect(table.rows.has('a')).toBe(false);
});

it('tries nothing more once the server is gone, and remembers what was written', async () => {
  const slugs = Array.from({ length: 30 }, (_, index) => `flow-${String(index).padStart(2, '0')}`);
  await inStep(...slugs);
  for (const slug of slugs) files.set(slug, flow(slug, 'second'));
  let updates = 0;
  const outcomes = await sync(
    'push',
    project(async (call, work) => {
      if (call === 'update' && ++updates > 10) throw new ServiceError('directus', 'UNAVAILABLE', 'Directus is away');
      return work();
    }),
  );
  const counted = Map.groupBy(outcomes, ({ result }) => result);
  expect(counted.get('done')).toHaveLength(10);
  expect(counted.get('failed')!.length + counted.get('not-reached')!.length).toBe(20);
  expect(counted.get('not-reached')!.length).toBeGreaterThan(10);
  expect(counted.get('not-reached')![0]!.message).toContain('Directus is away');
  const next = await sync('push', project());
  expect(next.filter(({ result }) => result === 'done')).toHaveLength(20);
});

it('goes on when the server refuses single rows', async () => {
  await inStep('a', 'b');
  for (const slug of ['a', 'b']) files.set(slug, flow(slug, 'second'));
  const outcomes = await sync(
    'push',
    project(async (call, work, slug) => {
      if (call === 'update' && slug === 'a') throw new ServiceError('directus', 'FORBIDDEN', 'Not for you');
      return work();
    }),
  );
  expect(results(outcomes)).toEqual({ a: 'failed', b: 'done' });
});

const lost = () => new ServiceError('directus', 'CONNECTION_LOST', 'The line broke', { isOutcomeUnknown: true });

it('finds out by reading what became of a write whose answer got lost', async () => {
  await inStep('kept', 'lost', 'overtaken');
  for (const slug of ['kept', 'lost', 'overtaken']) files.set(slug, flow(slug, 'second'));
  const outcomes = await sync(
    'push',
    project(async (call, work, slug) => {
      if (call !== 'update') return work();
      if (slug === 'kept') work();
      if (slug === 'overtaken') table.set(slug, flow(slug, 'third'));
      throw lost();
    }),
  );
  expect(results(outcomes)).toEqual({ kept: 'done', lost: 'failed', overtaken: 'failed' });
  expect(outcomes.map(({ message }) => message)).toEqual([
    undefined,
    'The line broke; the row is as it was',
    'The line broke; somebody else changed the row meanwhile',
  ]);
});

it.each([true, false])(
  'finds out whether rows were created when the answer got lost (they were: %s)',
  async (isDone) => {
    for (const slug of ['a', 'b']) files.set(slug, flow(slug));
    const outcomes = await sync(
      'push',
      project(async (call, work) => {
        const answer = call !== 'create' || isDone ? work() : undefined;
        if (call === 'create') throw lost();
        return answer!;
      }),
    );
    expect(results(outcomes)).toEqual(isDone ? { a: 'done', b: 'done' } : { a: 'failed', b: 'failed' });
    expect(bases.bases.size).toBe(isDone ? 2 : 0);
  },
);

it('reports a row that is not what was written, and remembers nothing of it', async () => {
  files.set('dropped', flow('dropped', 'first', { timeout_ms: 5_000 }));
  files.set('fine', flow('fine'));
  const outcomes = await sync(
    'push',
    project(async (call, work) => {
      const answer = work();
      if (call === 'create') table.set('dropped', flow('dropped'));
      return answer;
    }),
  );
  expect(results(outcomes)).toEqual({ dropped: 'failed', fine: 'done' });
  expect(outcomes[0]?.message).toContain('"timeout_ms"');
  expect([...bases.bases.keys()]).toEqual(['fine']);
});

it('remembers nothing of what cannot be read back; the next push finds both sides alike', async () => {
  files.set('a', flow('a'));
  let reads = 0;
  const outcomes = await sync(
    'push',
    project(async (call, work) => {
      if (call === 'read' && ++reads > 1) throw new ServiceError('directus', 'UNAVAILABLE', 'Directus is away');
      return work();
    }),
  );
  expect(outcomes).toMatchObject([{ result: 'failed', message: expect.stringContaining('read back') as unknown }]);
  expect(bases.bases.size).toBe(0);
  expect(await sync('push', project())).toMatchObject([{ result: 'done', state: 'alike', action: 'write-base' }]);
});

it('stops before the next write when it is interrupted, and remembers what was written', async () => {
  const slugs = Array.from({ length: 30 }, (_, index) => `flow-${String(index).padStart(2, '0')}`);
  await inStep(...slugs);
  for (const slug of slugs) files.set(slug, flow(slug, 'second'));
  const controller = new AbortController();
  let updates = 0;
  const seen: number[] = [];
  const outcomes = await sync(
    'push',
    project(async (call, work) => {
      if (call === 'update' && ++updates === 12) controller.abort(new Error('interrupted'));
      return work();
    }),
    { signal: controller.signal, onProgress: (reached) => seen.push(reached) },
  );
  expect(seen).toEqual(Array.from({ length: updates }, (_, index) => index + 1));
  const counted = Map.groupBy(outcomes, ({ result }) => result);
  const done = counted.get('done')!;
  expect(done.length).toBe(updates);
  expect(counted.get('not-reached')).toHaveLength(30 - updates);
  for (const { slug } of done) expect(bases.bases.get(slug)?.document).toEqual(flow(slug, 'second'));
  for (const { slug } of counted.get('not-reached')!) expect(table.document(slug)).toEqual(flow(slug));
});

it('writes nothing when it was interrupted before', async () => {
  files.set('a', flow('a'));
  expect(results(await sync('push', project(), { signal: AbortSignal.abort() }))).toEqual({ a: 'not-reached' });
  expect(calls).toEqual(['read']);
});

it('takes a base that cannot be written as a failure of its flow only', async () => {
  for (const slug of ['a', 'b']) files.set(slug, flow(slug));
  const failing = {
    ...bases,
    write: async (base: Parameters<typeof bases.write>[0]) => {
      if (base.slug === 'a') throw new UsageError('SYNC_BASE_UNWRITABLE', 'The disk is full');
      await bases.write(base);
    },
  };
  const outcomes = await sync('push', { ...project(), bases: failing });
  expect(results(outcomes)).toEqual({ a: 'failed', b: 'done' });
  expect(outcomes[0]?.message).toContain('The disk is full');
});

it('takes a file that cannot be written as a failure of its flow only', async () => {
  for (const slug of ['a', 'b']) table.set(slug, flow(slug));
  const failing = {
    ...files,
    async write(path: string, text: string, expected: string | undefined) {
      if (path === pathOf('a')) throw new UsageError('FLOW_FILE_UNWRITABLE', 'It cannot be written', { detail: path });
      return files.write(path, text, expected);
    },
  };
  const outcomes = await sync('pull', { ...project(), files: failing });
  expect(outcomes).toMatchObject([
    { result: 'failed', message: `It cannot be written (${pathOf('a')})` },
    { result: 'done' },
  ]);
});

it('updates no row without a time of its change, unless that is asked for', async () => {
  await inStep('a');
  files.set('a', flow('a', 'second'));
  table.rows.set('a', { ...table.rows.get('a')!, updatedAt: undefined });
  const outcomes = await sync('push', project());
  expect(outcomes).toMatchObject([{ result: 'failed', message: expect.stringContaining('directus setup') as unknown }]);
  expect(calls).toEqual(['read']);
  expect(results(await sync('push', project(), { isUnguarded: true }))).toEqual({ a: 'done' });
});

it('looks at a row without a time of its change right before it is written', async () => {
  await inStep('a', 'b', 'c');
  for (const slug of ['a', 'b']) files.set(slug, flow(slug, 'second'));
  files.set('c', undefined);
  for (const slug of ['a', 'b', 'c']) table.rows.set(slug, { ...table.rows.get(slug)!, updatedAt: undefined });
  const plans = await plan('push', project(), { prune: new Set(['c']) });
  for (const slug of ['a', 'c']) table.set(slug, flow(slug, 'there'));
  for (const slug of ['a', 'c']) table.rows.set(slug, { ...table.rows.get(slug)!, updatedAt: undefined });
  const outcomes = await applyPlans({ ...project(), plans, isUnguarded: true });
  expect(results(outcomes)).toEqual({ a: 'stopped', b: 'done', c: 'stopped' });
  expect(table.document('c')).toEqual(flow('c', 'there'));
});

it('creates rows inactive, and takes them for what their files say', async () => {
  files.set('a', flow('a'));
  expect(results(await sync('push', project(), { flags: { isInactive: true } }))).toEqual({ a: 'done' });
  expect(table.document('a')).toMatchObject({ active: false });
  expect(bases.bases.get('a')).toMatchObject({ isHeldInactive: true, document: { active: true } });
  files.set('a', flow('a', 'second'));
  expect(results(await sync('push', project()))).toEqual({ a: 'done' });
  expect(table.document('a')).toMatchObject({ active: false });
});
