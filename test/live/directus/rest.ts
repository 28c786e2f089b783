import type { JsonObject } from '../../../src/json.ts';
import type { DirectusServer } from '../services/directus.ts';

/** A plain request as the administrator, for what a test has to prepare; gives `data`. */
export async function rest(
  { url, token }: DirectusServer,
  method: string,
  path: string,
  body?: unknown,
): Promise<never> {
  const answer = await fetch(url + path, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  return (text === '' ? undefined : (JSON.parse(text) as { data: never }).data) as never;
}

/** Makes the server as empty as a new one. */
export async function deleteCollections(server: DirectusServer): Promise<void> {
  const snapshot: JsonObject = await rest(server, 'GET', '/schema/snapshot');
  const empty = { ...snapshot, collections: [], fields: [], relations: [] };
  await rest(server, 'POST', '/schema/apply', await rest(server, 'POST', '/schema/diff', empty));
}

/** A user with the given rights on whole collections, and its token. */
export async function createAccount(
  server: DirectusServer,
  rights: ReadonlyArray<readonly [collection: string, action: string]>,
): Promise<{ token: string }> {
  const name = `limited-${Math.random().toString(36).slice(2)}`;
  const policy: { id: string } = await rest(server, 'POST', '/policies', { name });
  for (const [collection, action] of rights) {
    await rest(server, 'POST', '/permissions', { policy: policy.id, collection, action, fields: ['*'] });
  }
  const role: { id: string } = await rest(server, 'POST', '/roles', { name, policies: [{ policy: policy.id }] });
  const token = `token-of-${name}`;
  await rest(server, 'POST', '/users', {
    email: `${name}@example.com`,
    password: 'secret-password',
    role: role.id,
    token,
  });
  return { token };
}
