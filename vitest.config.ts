import { defineConfig } from 'vitest/config';

/** Folders whose tests change no global and no state of a module: their files share one copy of the modules. */
const PURE =
  'check codegen dispatch engine expression facts flow flows intercept kit operations prompt report runner secrets setup step steps sync';
const pureTests = PURE.split(' ').map((folder) => `test/${folder}/**/*.test.ts`);
const shared = {
  exclude: ['test/bench/**', 'test/live/**', '**/node_modules/**'],
  testTimeout: 20_000,
  hookTimeout: 30_000,
  // Many tests wait for real processes: on a busy machine one may come too late. What is wrong fails three times.
  retry: process.env['CI'] === undefined ? 0 : 2,
};

export default defineConfig({
  test: {
    maxWorkers: 2,
    coverage: { include: ['src/**'], reporter: ['text-summary', 'json-summary'] },
    projects: [
      { test: { ...shared, name: 'pure', include: pureTests, isolate: false } },
      {
        test: {
          ...shared,
          name: 'processes',
          include: ['test/**/*.test.ts'],
          exclude: [...shared.exclude, ...pureTests],
        },
      },
    ],
  },
});
