/** node test/bench/intercept/fuzz.ts [mutations] [seed]: random mutations of tags until one breaks a promise. */
import { fuzz } from '../../intercept/mutate.ts';

const count = Number(process.argv[2] ?? 1_000_000);
const seed = Number(process.argv[3] ?? 1);
const started = performance.now();
const actions = fuzz(count, seed);
const seconds = (performance.now() - started) / 1000;
console.log(`${count} mutations, ${actions} actions ran, no failure, ${seconds.toFixed(1)} s (seed ${seed})`);
