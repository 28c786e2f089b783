/**
 * 100 concurrent runs of a flow of five steps against a real Directus, over the same requests through bare `fetch` at the same
 * concurrency: what Directus itself allows. Each run is journalled and audited as one of the command line is. Goal: at most 1.2
 * times as long. The requests of one run are recorded first and then repeated as they were, with ids of their own.
 *
 *   node test/bench/live-runs.ts
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openDirectusServer, systemClock } from '../../src/adapters/index.ts';
import { openSqliteJournal } from '../../src/adapters/sqlite-journal/index.ts';
import { createRunner } from '../../src/runner/index.ts';
import { startHttpServer, type SeenRequest } from '../fakes/http-server.ts';
import { startDirectus } from '../live/services/directus.ts';
import { stopAll } from '../live/services/running-services.ts';

const RUNS = 100;
const ROUNDS = Number(process.argv[2] ?? 5);
const GOAL = 1.2;

const read = (key: string, filter: object) => ({
  type: 'directus_read',
  result_key: key,
  config: { collection: 'scout_reports', filter, fields: 'id,title', limit: 1 },
});
const FLOW = {
  slug: 'five',
  name: 'Five steps',
  steps: [
    read('known', { url: { _eq: 'https://example.com/none' } }),
    {
      type: 'directus_write',
      result_key: 'report',
      config: { collection: 'scout_reports', item: { url: 'https://example.com', title: '$input.title' } },
    },
    read('stored', { id: { _eq: '$report.id' } }),
    {
      type: 'directus_update',
      result_key: 'changed',
      config: { collection: 'scout_reports', id: '$report.id', item: { analysis: 'A text.' } },
    },
    { type: 'transform', result_key: 'title', config: { expression: 'stored.title + "!"' } },
  ],
  output: { title: '$title' },
};

const folder = mkdtempSync(path.join(tmpdir(), 'genie-bench-'));
process.env['TMPDIR'] = folder;
const { url, token } = await startDirectus();

function runnerAt(address: string) {
  const directus = openDirectusServer({ url: address, token });
  const journal = openSqliteJournal({ file: path.join(folder, `journal-${new URL(address).port}.sqlite`) });
  const runner = createRunner({
    source: {
      kind: 'local',
      find: async () => ({ text: JSON.stringify(FLOW), origin: 'five.json' }),
      list: async () => [],
    },
    ports: { directus, clock: systemClock() },
    journal,
  });
  return {
    async run() {
      const report = await runner.run('five', { title: 'A title' });
      if (!report.success || report.warnings.length > 0) throw new Error(JSON.stringify(report));
    },
    close: () => Promise.all([directus.close(), journal.close()]),
  };
}

const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

async function send(base: string, { method, url: target, body }: SeenRequest): Promise<Response> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const answer = await fetch(base + target, { method, headers, ...(body === '' ? {} : { body }) });
  if (!answer.ok) throw new Error(`${method} ${target}: ${answer.status} ${await answer.text()}`);
  return answer;
}

/** What one run asks of Directus, when it is not the first. */
async function recordRequests(): Promise<SeenRequest[]> {
  await using proxy = await startHttpServer(async (request, response) => {
    const answer = await send(url, request);
    const text = await answer.text();
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(text);
  });
  const ours = runnerAt(proxy.url);
  await ours.run();
  const before = proxy.requests.length;
  await ours.run();
  await ours.close();
  return proxy.requests.slice(before);
}

/** The requests of a run, one after the other, about a row of its own. */
async function repeat(requests: readonly SeenRequest[]): Promise<void> {
  let created: string | undefined;
  for (const request of requests) {
    const withOwnId = (text: string) => (created === undefined ? text : text.replaceAll(ID, created));
    const answer = await send(url, { ...request, url: withOwnId(request.url), body: withOwnId(request.body) });
    const { data } = JSON.parse(await answer.text()) as { data?: { id?: string } | null };
    if (request.method === 'POST') created ??= data?.id;
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await Promise.all(Array.from({ length: RUNS }, work));
  return performance.now() - start;
}

const median = (values: number[]) => values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)]!;

try {
  const requests = await recordRequests();
  const ours = runnerAt(url);
  const times: { bare: number[]; ours: number[] } = { bare: [], ours: [] };
  for (let round = -1; round < ROUNDS; round++) {
    const bareMs = await timed(() => repeat(requests));
    const oursMs = await timed(() => ours.run());
    if (round < 0) continue;
    times.bare.push(bareMs);
    times.ours.push(oursMs);
  }
  await ours.close();
  const [bareMs, oursMs] = [median(times.bare), median(times.ours)];
  const ratio = oursMs / bareMs;
  console.log(requests.map(({ method, url: target }) => `  ${method} ${decodeURIComponent(target)}`).join('\n'));
  console.log(
    `${RUNS} concurrent runs: ${oursMs.toFixed(0)} ms, bare fetch ${bareMs.toFixed(0)} ms (medians of ${ROUNDS})`,
  );
  console.log(`ratio ${ratio.toFixed(2)}, goal ${GOAL}`);
  if (ratio > GOAL) process.exitCode = 1;
} finally {
  await stopAll();
  rmSync(folder, { recursive: true, force: true });
}
