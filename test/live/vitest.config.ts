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
  },
});
