import { createInterceptor } from '../../../src/intercept/index.ts';
import { actionTag, inChunks, WORKLOADS } from './workloads.ts';

/** Our own figures alone, for work on them: node test/bench/intercept/quick.ts [workload] */
for (const { name, text } of WORKLOADS) {
  if (process.argv[2] !== undefined && !name.startsWith(process.argv[2])) continue;
  for (const size of [4, 4096]) {
    const chunks = inChunks(text(2_000_000, actionTag), size);
    const length = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
    let best = Number.POSITIVE_INFINITY;
    for (let round = 0; round < 12; round += 1) {
      const started = performance.now();
      const interceptor = createInterceptor({ maxActions: Number.POSITIVE_INFINITY });
      for (const chunk of chunks) interceptor.push(chunk);
      interceptor.end();
      best = Math.min(best, performance.now() - started);
    }
    console.log(name.padEnd(22), String(size).padStart(5), `${(length / best / 1000).toFixed(0)} MB/s`, `${((best * 1e6) / chunks.length).toFixed(0)} ns/chunk`);
  }
}
