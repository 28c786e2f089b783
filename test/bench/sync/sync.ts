/**
 * What the sync commands cost over the bare requests for the same payloads: 1,000 flows pushed to an empty Directus, pulled to
 * an empty folder, and a status where nothing changed. Goal: within twice the time. Needs an empty Directus with the
 * collection `action_flows`, whose flows are deleted: DIRECTUS_URL and DIRECTUS_TOKEN.
 *
 *   DIRECTUS_URL=… DIRECTUS_TOKEN=… node test/bench/sync/sync.ts --delete-all-flows [COUNT]
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { main } from '../../../src/cli/main.ts';
import type { JsonObject } from '../../../src/json.ts';

const GOAL = 2;
const ROUNDS = 3;
const { DIRECTUS_URL: url = '', DIRECTUS_TOKEN: token = '' } = process.env;
if (url === '' || process.argv[2] !== '--delete-all-flows') {
  throw new Error(
    'Set DIRECTUS_URL and DIRECTUS_TOKEN, and say --delete-all-flows: every flow of that Directus is deleted',
  );
}
const count = Number(process.argv[3] ?? 1000);
const shipped = new URL('../../../flows/post-create.json', import.meta.url);
const { $schema: _schema, ...model } = JSON.parse(readFileSync(shipped, 'utf8')) as JsonObject;
const documents = Array.from({ length: count }, (_, index): JsonObject => {
  const slug = `bench-${String(index).padStart(4, '0')}`;
  return { ...model, slug, name: `Flow ${index}`, active: true };
});
const fields =
  'id,slug,name,description,active,confirm,input,steps,finally,output,output_schema,timeout_ms,date_updated';

async function send(method: string, path: string, body?: unknown): Promise<unknown> {
  const ask = () =>
    fetch(url + path, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  // Directus closes connections that were idle.
  const answer = await ask().catch(ask);
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return answer.status === 204 ? undefined : await answer.json();
}

const deleteAll = () =>
  send('DELETE', '/items/action_flows', { query: { filter: { id: { _nnull: true } }, limit: -1 } });
const readAll = () => send('GET', `/items/action_flows?limit=-1&fields=${fields}`);

/** As `push` does it: tried, created and read back. */
async function createAll(): Promise<void> {
  const bytes = JSON.stringify([{ collection: 'action_flows', items: documents }]);
  const form = () => {
    const data = new FormData();
    data.append('file', new Blob([bytes], { type: 'application/json' }), 'import.json');
    return data;
  };
  for (const query of ['mode=add&dryRun=true', 'mode=add']) {
    const answer = await fetch(`${url}/utils/import?${query}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: form(),
    });
    if (!answer.ok) throw new Error(`import: ${answer.status} ${await answer.text()}`);
    await answer.arrayBuffer();
  }
}

const root = mkdtempSync(join(tmpdir(), 'genie-bench-sync-'));
const flows = join(root, 'flows');
const emptyFolder = () => {
  for (const folder of ['flows', '.genie-actions']) rmSync(join(root, folder), { recursive: true, force: true });
  mkdirSync(flows);
};
const writeFiles = () => {
  for (const document of documents) {
    writeFileSync(join(flows, `${document['slug'] as string}.json`), JSON.stringify(document, null, 2));
  }
};
const readFiles = () =>
  readdirSync(flows).map((name) => JSON.parse(readFileSync(join(flows, name), 'utf8')) as unknown);

async function command(...argv: string[]): Promise<void> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  stdout.resume();
  stderr.resume();
  const env = { DIRECTUS_URL: url, DIRECTUS_TOKEN: token };
  const status = await main(argv, { stdin: Readable.from([]), stdout, stderr, env, cwd: () => root });
  if (status !== 0) throw new Error(`${argv.join(' ')} ended with ${status}`);
}

interface Work {
  name: string;
  prepare: () => Promise<void>;
  bare: () => Promise<unknown>;
  ours: () => Promise<unknown>;
}

const works: Work[] = [
  {
    name: 'push from empty',
    prepare: async () => {
      await deleteAll();
      emptyFolder();
      writeFiles();
    },
    bare: async () => {
      await readAll();
      readFiles();
      await createAll();
      await readAll();
    },
    ours: () => command('push'),
  },
  {
    name: 'pull to empty',
    prepare: async () => {
      if (((await readAll()) as { data: unknown[] }).data.length === 0) await createAll();
      emptyFolder();
    },
    bare: async () => {
      await readAll();
      writeFiles();
    },
    ours: () => command('pull'),
  },
  {
    name: 'status, nothing changed',
    prepare: async () => command('pull'),
    bare: async () => {
      await readAll();
      readFiles();
    },
    ours: () => command('status'),
  },
];

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
const milliseconds = (ms: number) => `${Math.round(ms)} ms`;

console.log(`${count} flows of ${JSON.stringify(documents[0]).length} characters, medians of ${ROUNDS}`);
for (const { name, prepare, bare, ours } of works) {
  const times: { bare: number[]; ours: number[] } = { bare: [], ours: [] };
  for (let round = -1; round < ROUNDS; round++) {
    for (const [key, work] of [
      ['bare', bare],
      ['ours', ours],
    ] as const) {
      await prepare();
      const ms = await timed(work);
      if (round >= 0) times[key].push(ms);
    }
  }
  const ratio = median(times.ours) / median(times.bare);
  if (ratio > GOAL) process.exitCode = 1;
  console.log(
    `${name.padEnd(24)} bare ${milliseconds(median(times.bare))}, ours ${milliseconds(median(times.ours))}, ratio ${ratio.toFixed(2)} (goal ${GOAL})`,
  );
}
await deleteAll();
rmSync(root, { recursive: true });
