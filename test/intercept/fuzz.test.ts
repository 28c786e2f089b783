import { expect, test } from 'vitest';

import { fuzz } from './mutate.ts';

/** A share of what `node test/bench/intercept/fuzz.ts` does by hand. */
test('mutations of tags never throw, never depend on chunks and never touch a prototype', () => {
  expect(fuzz(15_000, 42)).toBeGreaterThan(3000);
});
