import { beforeAll, expect, it } from 'vitest';
import { directusSnapshot, type DirectusSnapshot } from '../../../src/adapters/embedded-directus/index.ts';
import { startDirectus, type DirectusServer } from './directus.ts';

let directus: DirectusServer;
beforeAll(async () => {
  directus = await startDirectus();
});

async function ask(path: string, init: RequestInit = {}): Promise<unknown> {
  const headers = { authorization: `Bearer ${directus.token}`, 'content-type': 'application/json' };
  const response = await fetch(`${directus.url}${path}`, { ...init, headers });
  const answer = (await response.json()) as { data: unknown };
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${JSON.stringify(answer)}`);
  return answer.data;
}

it('has exactly the collections and fields of the embedded store', async () => {
  const found = (await ask('/schema/snapshot')) as DirectusSnapshot;
  expect(columnsOf(found)).toEqual(columnsOf(directusSnapshot));
});

/** SQLite has no type for UUIDs: a column that names a row of another collection comes back as text. */
function columnsOf({ fields }: DirectusSnapshot): string[] {
  return fields
    .map(({ collection, field, type, meta }) => {
      const isRelation = meta.special?.includes('m2o') === true;
      return `${collection}.${field}: ${isRelation ? 'string' : type}`;
    })
    .toSorted();
}

it('takes the administrator in by e-mail and password', async () => {
  const { email, password } = directus;
  const body = JSON.stringify({ email, password });
  expect(await ask('/auth/login', { method: 'POST', body })).toMatchObject({
    access_token: expect.any(String) as unknown,
  });
});

it('keeps its rows when it is killed and started again', async () => {
  const body = JSON.stringify({ url: 'https://example.com' });
  const { id } = (await ask('/items/scout_reports', { method: 'POST', body })) as { id: string };
  await directus.kill();
  await expect(fetch(directus.url)).rejects.toThrow('fetch failed');
  await directus.restart();
  expect(await ask(`/items/scout_reports/${id}`)).toMatchObject({ url: 'https://example.com' });
});
