import { beforeAll, beforeEach, expect, it } from 'vitest';
import { openDirectusServer, openFlowRows } from '../../../src/adapters/index.ts';
import type { JsonObject } from '../../../src/json.ts';
import type { FlowRowsPort } from '../../../src/ports/index.ts';
import { rest } from '../directus/rest.ts';
import { startDirectus, type DirectusServer } from '../services/directus.ts';

let server: DirectusServer;
let rows: FlowRowsPort;
beforeAll(async () => {
  server = await startDirectus();
  rows = openFlowRows({ server: openDirectusServer({ url: server.url, token: server.token }) });
});
beforeEach(() =>
  rest(server, 'DELETE', '/items/action_flows', { query: { filter: { id: { _nnull: true } }, limit: -1 } }),
);

const COUNT = 220;
/** More than the 1 MB that Directus takes as the body of a request. */
const manyFlows = (prefix: string): JsonObject[] =>
  Array.from({ length: COUNT }, (_, index) => ({
    slug: `${prefix}-${index}`,
    name: 'Many',
    steps: [{ type: 'log', message: 'x'.repeat(5000) }],
    output: '123',
  }));

it('creates more flows than fit into one request, all or none', async () => {
  await rows.create(manyFlows('many'));
  const read = await rows.read();
  expect(read).toHaveLength(COUNT);
  expect(read.every(({ document }) => document['output'] === '123')).toBe(true);
  await expect(rows.create([...manyFlows('more'), ...manyFlows('many').slice(0, 1)])).rejects.toMatchObject({
    code: 'RECORD_NOT_UNIQUE',
  });
  expect(await rows.read()).toHaveLength(COUNT);
});

it('has created all or none when Directus is killed meanwhile, and says that nobody knows', async () => {
  const created = rows.create(manyFlows('killed')).then(
    () => 'done',
    (error: unknown) => error,
  );
  await new Promise((resolve) => setTimeout(resolve, 150));
  await server.kill();
  const outcome = await created;
  if (outcome !== 'done') {
    const isUnknown = expect.objectContaining({ code: 'CONNECTION_LOST', isOutcomeUnknown: true }) as unknown;
    const isUnreached = expect.objectContaining({ code: 'UNAVAILABLE', isOutcomeUnknown: false }) as unknown;
    expect([isUnknown, isUnreached]).toContainEqual(outcome);
  }
  await server.restart();
  expect([0, COUNT]).toContain((await rows.read()).length);
}, 120_000);

it('gives up on a server that halts, and goes on when it does', async () => {
  await rows.create([{ slug: 'a', name: 'a', steps: [] }]);
  const [row] = await rows.read();
  const { id, slug, updatedAt } = row!;
  server.pause();
  const signal = AbortSignal.timeout(300);
  await expect(rows.update({ id, slug, updatedAt, changes: { name: 'b' } }, { signal })).rejects.toMatchObject({
    name: 'TimeoutError',
  });
  server.resume();
  // Whether what was sent still takes effect, and when, nobody knows: one of both is written, and never over the other.
  const isWritten = await rows.update({ id, slug, updatedAt, changes: { name: 'c' } });
  expect((await rows.read())[0]?.document['name']).toBe(isWritten ? 'c' : 'b');
});
