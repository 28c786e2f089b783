import { beforeEach, expect, it } from 'vitest';
import { ServiceError } from '../../../src/ports/index.ts';
import { applyPlans } from '../../../src/sync/apply/index.ts';
import { flowFiles, syncBases, type FakeFlowFiles, type FakeSyncBases } from '../../fakes/flow-files.ts';
import { flowRows, flowTable, type Around, type FlowTable } from '../../fakes/flow-rows.ts';
import { flow, plan, sync } from './project.ts';

let table: FlowTable;
let files: FakeFlowFiles;
let bases: FakeSyncBases;

const merge = { resolve: () => 'merge' as const };
const here = flow('a', 'first', { name: 'Changed here' });
const there = flow('a', 'first', { description: 'Changed there' });
const merged = flow('a', 'first', { name: 'Changed here', description: 'Changed there' });

function project(around?: Around) {
  return { rows: flowRows(table, around), files, bases };
}

beforeEach(async () => {
  table = flowTable();
  files = flowFiles();
  bases = syncBases();
  files.set('a', flow('a'));
  await sync('push', project());
  files.set('a', here);
  table.set('a', there);
});

it('writes the merge of both sides to both', async () => {
  expect(await sync('push', project(), { flags: merge })).toMatchObject([{ action: 'merge-both', result: 'done' }]);
  expect(files.document('a')).toEqual(merged);
  expect(table.document('a')).toEqual(merged);
  expect(bases.bases.get('a')?.document).toEqual(merged);
});

it('leaves the row alone when the file changed meanwhile', async () => {
  const plans = await plan('push', project(), merge);
  files.set('a', flow('a', 'still here'));
  expect(await applyPlans({ ...project(), plans })).toMatchObject([{ result: 'stopped' }]);
  expect(files.document('a')).toEqual(flow('a', 'still here'));
  expect(table.document('a')).toEqual(there);
});

it('gives the file its text back when the row changed meanwhile', async () => {
  const plans = await plan('push', project(), merge);
  table.set('a', flow('a', 'still there'));
  expect(await applyPlans({ ...project(), plans })).toMatchObject([{ result: 'stopped' }]);
  expect(files.document('a')).toEqual(here);
  expect(table.document('a')).toEqual(flow('a', 'still there'));
  expect(bases.bases.get('a')?.document).toEqual(flow('a'));
});

it.each([true, false])('settles a merge whose answer got lost (it was written: %s)', async (isWritten) => {
  const outcomes = await sync(
    'push',
    project(async (call, work) => {
      const answer = call !== 'update' || isWritten ? work() : undefined;
      if (call === 'update') throw new ServiceError('directus', 'CONNECTION_LOST', 'Lost', { isOutcomeUnknown: true });
      return answer!;
    }),
    { flags: merge },
  );
  expect(outcomes).toMatchObject([{ result: isWritten ? 'done' : 'failed' }]);
  expect(files.document('a')).toEqual(isWritten ? merged : here);
  expect(table.document('a')).toEqual(isWritten ? merged : there);
});

it('says so when the file cannot get its text back', async () => {
  const outcomes = await sync(
    'push',
    project(async (call, work) => {
      if (call !== 'update') return work();
      files.set('a', flow('a', 'typed meanwhile'));
      throw new ServiceError('directus', 'FORBIDDEN', 'Not for you');
    }),
    { flags: merge },
  );
  expect(outcomes).toMatchObject([
    { result: 'failed', message: 'Not for you; the file has the merge, and was changed since' },
  ]);
  expect(files.document('a')).toEqual(flow('a', 'typed meanwhile'));
});
