/**
 * The whole command over many files, against other tools on the same files in one run: medians, peak memory, ratios.
 * Peers: ajv-cli and sourcemeta's validator with our schema, biome, and oxlint on the same data as JavaScript.
 *
 *   npm run build && npm --prefix test/bench/peers-lint ci && npx node test/bench/lint/files.ts [FILES...]
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { cleanFlowText } from '../../check/mutants/clean-flow.ts';

const ROUNDS = 5;
const root = resolve(import.meta.dirname, '../../..');
const peers = join(root, 'test/bench/peers-lint/node_modules/.bin');
const command = join(root, 'bin/genie-actions.js');
const counts = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [1, 2_000, 10_000];
const GOALS: Readonly<Record<number, string>> = { 1: '3 x node -e 0', 2_000: '250 ms', 10_000: '1000 ms, 150 MB' };
const folder = mkdtempSync(join(tmpdir(), 'genie-lint-bench-'));
const schema = join(folder, 'flow.schema.json');
writeFileSync(schema, readFileSync(join(root, 'schemas/flow.schema.json')));

interface Case {
  name: string;
  program: string;
  args: readonly string[];
}

for (const count of counts) {
  const { json, javascript } = writeFlows(count);
  console.log(`\n${count} flows, node ${process.version}, medians of ${ROUNDS}`);
  const floor = run({ name: 'node -e 0', program: process.execPath, args: ['-e', '0'] });
  const cases: Case[] = [
    { name: 'genie-actions lint', program: process.execPath, args: [command, 'lint', json] },
    ...(existsSync(peers) ? peerCases(json) : []),
    { name: 'oxlint (as .js)', program: join(root, 'node_modules/.bin/oxlint'), args: ['--quiet', javascript] },
  ];
  const own = run(cases[0]!);
  print('node -e 0', floor, own);
  print(
    'genie-actions lint',
    own,
    own,
    `goal ${GOALS[count] ?? ''}, ${(own.time / floor.time).toFixed(2)} x node -e 0`,
  );
  for (const peer of cases.slice(1)) print(peer.name, run(peer), own);
}
rmSync(folder, { recursive: true });

function peerCases(json: string): Case[] {
  return [
    {
      name: 'ajv-cli',
      program: join(peers, 'ajv'),
      args: ['validate', '--strict=false', '-s', schema, '-d', join(json, '*.json')],
    },
    { name: 'sourcemeta', program: join(peers, 'jsonschema'), args: ['validate', schema, json] },
    { name: 'biome', program: join(peers, 'biome'), args: ['lint', json] },
  ];
}

function writeFlows(count: number): { json: string; javascript: string } {
  const json = join(folder, `json-${count}`);
  const javascript = join(folder, `js-${count}`);
  for (const directory of [json, javascript]) mkdirSync(directory);
  for (let seed = 0; seed < count; seed++) {
    const text = cleanFlowText(seed, { minLength: 3_600 });
    writeFileSync(join(json, `generated-${seed}.json`), text);
    writeFileSync(join(javascript, `generated-${seed}.js`), `export const flow = ${text}`);
  }
  return { json, javascript };
}

interface Measured {
  time: number;
  megabytes: number;
  status: number | null;
}

/** GNU time tells the peak memory. */
function run({ program, args }: Case): Measured {
  const times: number[] = [];
  let megabytes = 0;
  let status: number | null = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const started = performance.now();
    const done = spawnSync('/usr/bin/time', ['-f', '%M', program, ...args], { encoding: 'utf8', maxBuffer: 1e9 });
    times.push(performance.now() - started);
    megabytes = Math.max(megabytes, Number(done.stderr.trim().split('\n').at(-1)) / 1_024);
    status = done.status;
  }
  return { time: times.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)]!, megabytes, status };
}

function print(name: string, { time, megabytes, status }: Measured, own: Measured, remark = ''): void {
  const ratio = `${(time / own.time).toFixed(2)} x`;
  console.log(
    `  ${name.padEnd(20)} ${time.toFixed(0).padStart(6)} ms ${megabytes.toFixed(0).padStart(5)} MB  ${ratio.padStart(8)}  exit ${status}  ${remark}`,
  );
}
