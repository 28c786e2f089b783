/**
 * The engine against an in-memory workflow engine, and against its own goals, in one run.
 *
 *   npm ci --prefix test/bench/peers-engine   (once)
 *   node test/bench/engine.ts
 */
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { openSqliteJournal } from '../../src/adapters/sqlite-journal/index.ts';
import { systemClock } from '../../src/adapters/system-clock.ts';
import { createCatalogue, createRunner, defineStep, builtInSteps, type Journal, type Runner } from '../../src/index.ts';

const STEPS = 10;

const count = defineStep({
  type: 'count',
  summary: 'Adds one.',
  needs: [],
  effect: 'none',
  config: z.strictObject({ n: z.number() }),
  result: z.strictObject({ n: z.number() }),
  example: { n: 1 },
  run: ({ n }) => ({ n: n + 1 }),
  stub: ({ n }) => ({ n }),
});

const document = JSON.stringify({
  slug: 'ten-steps',
  name: 'Ten steps',
  steps: Array.from({ length: STEPS }, (_, index) => ({
    type: 'count',
    result_key: `s${index}`,
    config: { n: index === 0 ? '$input.n' : `$s${index - 1}.n` },
  })),
  output: `$s${STEPS - 1}.n`,
});

const waiting = JSON.stringify({
  slug: 'waiting',
  name: 'Waiting',
  steps: [
    { type: 'count', result_key: 'a', config: { n: 1 } },
    { type: 'delay', name: 'd', ms: 2_000 },
    { type: 'count', result_key: 'b', config: { n: '$a.n' } },
  ],
});

function runnerOf(text: string, journal?: Journal): Runner {
  return createRunner({
    source: { kind: 'local', find: async () => ({ text, origin: 'bench' }), list: async () => [] },
    ports: { clock: systemClock() },
    catalogue: createCatalogue(builtInSteps, [count]),
    config: { audit: { isEnabled: false } },
    ...(journal === undefined ? {} : { journal }),
  });
}

async function runOnce(runner: Runner): Promise<void> {
  const report = await runner.run('any', { n: 0 });
  if (!report.success || report.output !== STEPS) throw new Error(`wrong result: ${JSON.stringify(report)}`);
}

async function mastra(): Promise<(() => Promise<void>) | undefined> {
  try {
    const peer: string = './peers-engine/node_modules/@mastra/core/dist/workflows/index.js';
    const { createStep, createWorkflow } = await import(peer);
    const shape = z.object({ n: z.number() });
    let workflow = createWorkflow({ id: 'ten-steps', inputSchema: shape, outputSchema: shape });
    for (let index = 0; index < STEPS; index++) {
      workflow = workflow.then(
        createStep({
          id: `s${index}`,
          inputSchema: shape,
          outputSchema: shape,
          execute: async ({ inputData }: { inputData: { n: number } }) => ({ n: inputData.n + 1 }),
        }),
      );
    }
    const committed = workflow.commit();
    return async () => {
      const run = await committed.createRun();
      const outcome = await run.start({ inputData: { n: 0 } });
      if (outcome.status !== 'success' || outcome.result.n !== STEPS)
        throw new Error(`wrong result of the peer: ${JSON.stringify(outcome)}`);
    };
  } catch (thrown) {
    console.log(
      `peer not measured: ${(thrown as Error).message.split('\n')[0]} (npm ci --prefix test/bench/peers-engine)`,
    );
    return undefined;
  }
}

/** Steps per second, the best of three rounds of about a second. */
async function measure(once: () => Promise<void>, concurrency: number): Promise<number> {
  let best = 0;
  for (let round = 0; round < 4; round++) {
    const end = performance.now() + (round === 0 ? 300 : 1_000);
    const started = performance.now();
    let flows = 0;
    const lane = async () => {
      while (performance.now() < end) {
        await once();
        flows++;
      }
    };
    await Promise.all(Array.from({ length: concurrency }, lane));
    const rate = (flows * STEPS) / ((performance.now() - started) / 1_000);
    if (round > 0) best = Math.max(best, rate);
  }
  return best;
}

const format = (rate: number) => Math.round(rate).toLocaleString('en').padStart(9);

async function compareSpeed(journal: Journal): Promise<void> {
  const withJournalRunner = runnerOf(document, journal);
  const bareRunner = runnerOf(document);
  const peer = await mastra();
  console.log(`node ${process.version}, flows of ${STEPS} effect-free steps, steps a second`);
  for (const concurrency of [1, 20]) {
    const withJournal = await measure(() => runOnce(withJournalRunner), concurrency);
    const bare = await measure(() => runOnce(bareRunner), concurrency);
    const theirs = peer === undefined ? undefined : await measure(peer, concurrency);
    const comparison =
      theirs === undefined ? '' : `   Mastra in memory ${format(theirs)}   ratio ${(withJournal / theirs).toFixed(2)}`;
    console.log(
      `  ${String(concurrency).padStart(2)} at once: journal ${format(withJournal)}   no journal ${format(bare)}${comparison}`,
    );
  }
}

/** In a process of its own, without the peer: 1,000 runs that wait at the same time. */
async function measureMemory(journal: Journal): Promise<void> {
  const waitingRunner = runnerOf(waiting, journal);
  await waitingRunner.run('any', {});
  const before = process.memoryUsage().rss;
  const runs = Array.from({ length: 1_000 }, () => waitingRunner.run('any', {}));
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  const during = process.memoryUsage().rss;
  const reports = await Promise.all(runs);
  if (reports.some(({ success }) => !success)) throw new Error('a concurrent run failed');
  const megabytes = (bytes: number) => `${Math.round(bytes / 1e6)} MB`;
  console.log(
    `1,000 concurrent runs: ${megabytes(during)} resident in all, ${megabytes(during - before)} more than before`,
  );
}

const directory = await mkdtemp(join(tmpdir(), 'genie-bench-'));
const openJournal = openSqliteJournal({ file: join(directory, 'journal.db') });
if (process.argv[2] === 'memory') {
  await measureMemory(openJournal);
} else {
  await compareSpeed(openJournal);
  spawnSync(process.execPath, [import.meta.filename, 'memory'], { stdio: 'inherit' });
}
await openJournal.close();
await rm(directory, { recursive: true });
