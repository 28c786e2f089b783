/**
 * `genie-actions test` as a whole process on copies of the shipped flows with over 1,000 tests, and `node -e 0` in the same run:
 * medians of 5.
 *
 *   npm run build && npx node test/bench/kit/flow-tests.ts
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';

const ROUNDS = 5;
const LEAST_TESTS = 1_000;
const GOAL_MS = 3_000;
const root = resolve(import.meta.dirname, '../../..');
const bin = join(root, 'bin/genie-actions.js');
const shipped = join(root, 'flows');
const directory = mkdtempSync(join(tmpdir(), 'genie-flow-tests-'));
mkdirSync(join(directory, 'flows'));

const slugs = readdirSync(shipped)
  .filter((name) => name.endsWith('.test.yaml'))
  .map((name) => basename(name, '.test.yaml'));
const texts = slugs.map((slug) => ({
  slug,
  flow: readFileSync(join(shipped, `${slug}.json`), 'utf8'),
  tests: readFileSync(join(shipped, `${slug}.test.yaml`), 'utf8'),
}));
const inEach = texts.reduce((sum, { tests }) => sum + tests.match(/^ {2}- name: /gm)!.length, 0);
const copies = Math.ceil(LEAST_TESTS / inEach);
for (let copy = 0; copy < copies; copy++) {
  for (const { slug, flow, tests } of texts) {
    const name = join(directory, 'flows', `${slug}-${copy}`);
    writeFileSync(`${name}.json`, flow.replace(`"slug": "${slug}"`, `"slug": "${slug}-${copy}"`));
    writeFileSync(`${name}.test.yaml`, tests);
  }
}

const times: { floor: number[]; test: number[] } = { floor: [], test: [] };
for (let round = 0; round < ROUNDS; round++) {
  times.floor.push(timeOf(['-e', '0']));
  times.test.push(timeOf([bin, 'test']));
}
rmSync(directory, { recursive: true });
const [floor, test] = [median(times.floor), median(times.test)];
console.log(`node ${process.version}, medians of ${ROUNDS}`);
console.log(`  node -e 0                          ${floor.toFixed(0).padStart(6)} ms`);
console.log(
  `  ${copies * inEach} tests of ${copies * texts.length} flows, whole command ${test.toFixed(0).padStart(6)} ms  (goal ${GOAL_MS} ms)`,
);

function timeOf(args: string[]): number {
  const started = performance.now();
  const done = spawnSync(process.execPath, args, { cwd: directory, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`${args.join(' ')} ended with ${done.status}: ${done.stdout}${done.stderr}`);
  return performance.now() - started;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
