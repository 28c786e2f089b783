import { defineConfig } from 'vitest/config';

/** Tests against real services. Two at a time: each may run a Directus (400 MB) and a Chromium of its own. */
export default defineConfig({
  test: {
    include: ['test/live/**/*.test.ts'],
    globalSetup: ['test/live/global-setup.ts'],
    setupFiles: ['test/live/services/stop-after-test-file.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 90_000,
    // As in the other tests: a busy machine may be too slow once.
    retry: process.env['CI'] === undefined ? 0 : 2,
  },
});
