import { expect, test } from 'vitest';
import { STUB_ID, stubItem, stubRead } from '../../src/operations/stub-items.ts';

test('a made-up item has the fields that were asked for, and no others', () => {
  expect(stubItem({ fields: ['name', 'owner.email'] })).toEqual({ name: 'stub name', owner: { email: 'stub email' } });
  expect(stubItem({ fields: ['id', 'name'], id: 7 })).toEqual({ id: 7, name: 'stub name' });
});

test('without fields, or with all of them, it has at least its key', () => {
  expect(stubItem({})).toEqual({ id: STUB_ID });
  expect(stubItem({ fields: ['*'] })).toEqual({ id: STUB_ID });
});

test('what the filter says holds where the field was asked for', () => {
  const filter = { user_id: { _eq: 'ada' }, _and: [{ state: { _eq: 'open' } }] };
  const read = { collection: 'posts', filter, limit: 1 } as Parameters<typeof stubRead>[0];
  expect(stubRead({ ...read, fields: ['id', 'state'] })).toEqual({ id: STUB_ID, state: 'open' });
  expect(stubRead(read)).toEqual({ id: STUB_ID, user_id: 'ada', state: 'open' });
});
