import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { SYNC_CASES } from '../../sync/cases.ts';
import { caseTable } from './case-table.ts';

const page = readFileSync(new URL('../../../docs/sync.md', import.meta.url), 'utf8');

it('documents every case as it is tested', () => {
  const [, written] = /<!-- cases:[^\n]*-->\n\n(\|.*\|)\n\n<!-- end of cases -->/s.exec(page) ?? [];
  expect(written).toBe(caseTable());
});

it('documents every state', () => {
  const states = new Set(SYNC_CASES.flatMap(({ state }) => state ?? []));
  expect(states.size).toBe(10);
  for (const state of states) expect(page).toContain(`\`${state}\``);
});
