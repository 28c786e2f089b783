import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RULES } from '../../../src/check/index.ts';

const TYPES = readFileSync(join(import.meta.dirname, '../../../src/flow/types.ts'), 'utf8');
const names = [.../export type FlowRule =([^;]*);/.exec(TYPES)![1]!.matchAll(/'([^']+)'/g)].map(([, name]) => name!);

describe('what the reader of a flow finds', () => {
  it('is reported by a rule of that name, so that nothing is lost', () => {
    expect(names.length).toBeGreaterThan(10);
    const withProblem = RULES.filter(({ problem }) => problem !== undefined).map(({ name }) => name);
    expect(names.filter((name) => !withProblem.some((other) => other === name))).toEqual([]);
  });
});
