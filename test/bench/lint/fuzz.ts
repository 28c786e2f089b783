/**
 * Strange texts through the linter: 100,000 random and truncated ones, 1,000 nested 10,000 levels deep, 20 of 10 MB.
 * Ends with status 1 when one throws, or takes longer than its length allows.
 *
 *   npx node test/bench/lint/fuzz.ts [TEXTS [FIRST_SEED]]
 */
import { checkFlow } from '../../../src/check/index.ts';
import { builtInFacts } from '../../../src/facts/index.ts';
import { deepText, hugeText, strangeText } from '../../check/fuzz.ts';

const [count = 100_000, first = 1] = process.argv.slice(2).map(Number);
const catalogue = builtInFacts();
let failures = 0;
let findings = 0;

function check(name: string, text: string, limitMs: number): number {
  const started = performance.now();
  try {
    findings += checkFlow(text, { catalogue, file: 'flows/strange.json' }).diagnostics.length;
  } catch (error) {
    failures++;
    console.log(`${name} throws: ${String(error instanceof Error ? error.stack : error).slice(0, 600)}`);
  }
  const elapsed = performance.now() - started;
  if (elapsed > limitMs) {
    failures++;
    console.log(`${name} takes ${elapsed.toFixed(0)} ms for ${text.length} characters`);
  }
  return elapsed;
}

function section(title: string, texts: number, run: (index: number) => number): void {
  let slowest = 0;
  const started = performance.now();
  for (let index = 0; index < texts; index++) slowest = Math.max(slowest, run(index));
  const seconds = ((performance.now() - started) / 1_000).toFixed(1);
  console.log(
    `${title}: ${texts} in ${seconds} s, the slowest ${slowest.toFixed(0)} ms, ${findings} findings so far, ${failures} failures`,
  );
}

section('random and truncated', count, (index) => check(`text ${first + index}`, strangeText(first + index), 500));
section('10,000 levels', 1_000, (index) => check(`deep ${index}`, deepText(index, 10_000), 1_000));
section('10 MB', 20, (index) => check(`huge ${index}`, hugeText(index, 10_000_000), 10_000));
process.exitCode = failures === 0 ? 0 : 1;
