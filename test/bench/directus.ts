/**
 * What the gateway adds to a request, over Directus's SDK alone: medians of one run, against a local server that answers at
 * once, so that what is measured is ours. Goal: under 0.3 ms for a read and for a write. With DIRECTUS_URL and DIRECTUS_TOKEN
 * set, the same against that Directus (it gets rows in scout_reports, which are deleted again).
 *
 *   node test/bench/directus.ts
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createDirectus, createItem, deleteItems, readItems, rest, staticToken } from '@directus/sdk';
import { openDirectusServer } from '../../src/adapters/index.ts';

const ROUNDS = 1500;
const WARM_UP = 300;
const GOAL_MS = 0.3;
const COLLECTION = 'scout_reports';
const QUERY = { filter: { url: { _eq: 'https://example.com' } }, fields: ['id', 'title'], limit: 1 };
const ITEM = { url: 'https://example.com', title: 'A title', analysis: 'A text of some length. '.repeat(10) };

interface Row {
  id: string;
  url: string;
  title: string;
}

async function startStandIn(): Promise<{ url: string; close: () => void }> {
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => {
      response.setHeader('content-type', 'application/json; charset=utf-8');
      const row = { id: '7d444840-9dc0-11d1-b245-5ffdce74fad2', ...ITEM };
      response.end(JSON.stringify({ data: request.method === 'GET' ? [row] : row }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}

/** Takes turns, so that whatever else the machine does meets both alike. */
async function compare(bare: () => Promise<unknown>, ours: () => Promise<unknown>, rounds: number) {
  const times: [number[], number[]] = [[], []];
  for (let round = -WARM_UP; round < rounds; round++) {
    for (const [index, work] of [bare, ours].entries()) {
      const start = performance.now();
      await work();
      if (round >= 0) times[index]!.push(performance.now() - start);
    }
  }
  const [bareMs, oursMs] = times.map(median);
  return { bareMs: bareMs!, oursMs: oursMs!, addedMs: oursMs! - bareMs! };
}

function median(values: number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)]!;
}

const standIn = process.env['DIRECTUS_URL'] === undefined ? await startStandIn() : undefined;
const url = standIn?.url ?? process.env['DIRECTUS_URL']!;
const token = process.env['DIRECTUS_TOKEN'] ?? 'token';
const rounds = standIn === undefined ? ROUNDS / 5 : ROUNDS;
const sdk = createDirectus<Record<string, Row[]>>(url).with(staticToken(token)).with(rest());
const directus = openDirectusServer({ url, token });
// A step always has a signal; the bare client gets none.
const { signal } = new AbortController();

const results = {
  read: await compare(
    () => sdk.request(readItems(COLLECTION, QUERY as never)),
    () => directus.readItems(COLLECTION, QUERY, { signal }),
    rounds,
  ),
  write: await compare(
    () => sdk.request(createItem(COLLECTION, ITEM as never)),
    () => directus.createItem(COLLECTION, ITEM, {}, { signal }),
    rounds,
  ),
};
if (standIn === undefined) {
  await sdk.request(deleteItems(COLLECTION, { filter: { url: { _eq: ITEM.url } }, limit: -1 } as never));
}
standIn?.close();
await directus.close();

console.log(`${standIn === undefined ? url : 'a server that answers at once'}, ${rounds} rounds, medians`);
let isMet = true;
for (const [name, { bareMs, oursMs, addedMs }] of Object.entries(results)) {
  isMet &&= addedMs < GOAL_MS;
  console.log(
    `${name.padEnd(6)} SDK ${bareMs.toFixed(3)} ms, ours ${oursMs.toFixed(3)} ms, added ${addedMs.toFixed(3)} ms (goal: under ${GOAL_MS})`,
  );
}
process.exitCode = isMet ? 0 : 1;
