/**
 * One call of `checkFlow` with all rules on a clean flow of 4 kB, against `JSON.parse` of the same text in the same run:
 * the best of 15 rounds, and the ratio.
 *
 *   npx node test/bench/lint/library.ts
 */
import { checkFlow } from '../../../src/check/index.ts';
import { bindFlow } from '../../../src/check/model/index.ts';
import { readDocument } from '../../../src/check/read-document.ts';
import { builtInFacts } from '../../../src/facts/index.ts';
import { cleanFlowText } from '../../check/mutants/clean-flow.ts';

const DOCUMENTS = 200;
const ROUNDS = 15;
const GOAL_MS = 0.06;
const KILOBYTES = 4.1;
const catalogue = builtInFacts();
const texts = Array.from({ length: DOCUMENTS }, (_, seed) => cleanFlowText(seed, { minLength: 3_600 }));
const length = texts.reduce((sum, text) => sum + text.length, 0) / DOCUMENTS;

/** Milliseconds for a text of `KILOBYTES`, the best of all rounds. */
function measure(work: (text: string) => unknown): number {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    const started = performance.now();
    for (const text of texts) work(text);
    best = Math.min(best, (performance.now() - started) / DOCUMENTS);
  }
  return best * ((KILOBYTES * 1_000) / length);
}

const read = (text: string) => readDocument(text, catalogue);
const bind = (text: string) => {
  const { flow, document } = read(text);
  return bindFlow(flow!, { directory: catalogue, file: 'flow.json', hasSyntaxErrors: false, document });
};
const check = (text: string) => checkFlow(text, { catalogue, file: 'flow.json' });

for (const work of [JSON.parse, read, bind, check]) for (let round = 0; round < 10; round++) measure(work);
const floor = measure(JSON.parse);
console.log(`node ${process.version}, ${DOCUMENTS} flows of ${Math.round(length)} bytes, per ${KILOBYTES} kB`);
const print = (name: string, time: number, goal = '') =>
  console.log(`  ${name.padEnd(22)} ${time.toFixed(4)} ms  ${(time / floor).toFixed(2)} x ${goal}`);
print('JSON.parse', floor);
print('read', measure(read));
print('read and bind', measure(bind));
print('checkFlow', measure(check), `(goal ${GOAL_MS} ms)`);
const found = texts.flatMap((text) => check(text).diagnostics);
console.log(
  `  ${found.length} findings, ${found.filter(({ severity }) => severity !== 'info').length} of them at warning or above`,
);
