import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDirectusServer, openFlowRows } from '../../../src/adapters/index.ts';
import type { FlowRow, FlowRowsPort } from '../../../src/ports/index.ts';
import { createAccount, rest } from '../directus/rest.ts';
import { startDirectus, type DirectusServer } from '../services/directus.ts';

let server: DirectusServer;
let one: FlowRowsPort;
let other: FlowRowsPort;
const open = (token: string) => openFlowRows({ server: openDirectusServer({ url: server.url, token }) });

beforeAll(async () => {
  server = await startDirectus();
  one = open(server.token);
  other = open(server.token);
});
beforeEach(() =>
  rest(server, 'DELETE', '/items/action_flows', { query: { filter: { id: { _nnull: true } }, limit: -1 } }),
);

const ROUNDS = 25;

async function find(slug: string): Promise<FlowRow> {
  const [row] = await one.read([slug]);
  return row!;
}

describe('two writers at the same moment', () => {
  it('never overwrite each other: one wins, the other is told, and what the winner wrote is there', async () => {
    await one.create([{ slug: 'race', name: 'start', steps: [] }]);
    let collisions = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const { id, slug, updatedAt } = await find('race');
      const write = (rows: FlowRowsPort, who: string) =>
        rows.update({ id, slug, updatedAt, changes: { name: `${who} ${round}`, description: `by ${who}` } });
      const won = await Promise.all([write(one, 'one'), write(other, 'other')]);
      expect(won.filter(Boolean)).toHaveLength(1);
      const winner = won[0] ? 'one' : 'other';
      expect((await find('race')).document).toMatchObject({ name: `${winner} ${round}`, description: `by ${winner}` });
      collisions += await revisionsOfRound(round);
    }
    // Without a single write that went over another one, this test has looked at nothing.
    expect(collisions).toBeGreaterThan(0);
  });

  /** How often both got through in a round: then there is a third revision, which puts things right. */
  async function revisionsOfRound(round: number): Promise<number> {
    const { id } = await find('race');
    const revisions = await one.revisions(id);
    const names = new Set(revisions.map(({ document }) => document['name']));
    return names.has(`one ${round}`) && names.has(`other ${round}`) ? 1 : 0;
  }

  it('are told by the editor of Directus, too', async () => {
    await one.create([{ slug: 'race', name: 'start', steps: [] }]);
    for (let round = 0; round < ROUNDS; round++) {
      const { id, slug, updatedAt } = await find('race');
      const [isWritten] = await Promise.all([
        one.update({ id, slug, updatedAt, changes: { name: `push ${round}` } }),
        rest(server, 'PATCH', `/items/action_flows/${id}`, { name: `editor ${round}`, description: `editor ${round}` }),
      ]);
      const { document } = await find('race');
      expect(document['description']).toBe(`editor ${round}`);
      // The editor comes last and writes over a push that was whole before, or the push gives way.
      if (!isWritten) expect(document['name']).toBe(`editor ${round}`);
      else expect((await one.revisions(id)).map((each) => each.document['name'])).toContain(`push ${round}`);
    }
  });

  it('may both win when they write the same', async () => {
    await one.create([{ slug: 'race', name: 'start', steps: [] }]);
    for (let round = 0; round < 5; round++) {
      const { id, slug, updatedAt } = await find('race');
      const changes = { name: `same ${round}` };
      const won = await Promise.all([one, other].map((rows) => rows.update({ id, slug, updatedAt, changes })));
      expect(won).toContain(true);
      expect((await find('race')).document['name']).toBe(`same ${round}`);
    }
  });
});

it('does without the history where the account may not see it', async () => {
  const rights = ['read', 'create', 'update', 'delete'].map((action) => ['action_flows', action] as const);
  const { token } = await createAccount(server, rights);
  const limited = open(token);
  await limited.create([{ slug: 'a', name: 'a', steps: [] }]);
  const { id, slug, updatedAt } = await find('a');
  expect(await limited.update({ id, slug, updatedAt, changes: { name: 'b' } })).toBe(true);
  expect(await limited.update({ id, slug, updatedAt, changes: { name: 'c' } })).toBe(false);
  expect((await limited.columns()).updatedAt).toBe('date_updated');
  await expect(limited.revisions(id)).rejects.toMatchObject({ code: 'FORBIDDEN' });
});
