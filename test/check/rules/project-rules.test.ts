import { describe, expect, it } from 'vitest';
import { createCatalogue } from '../../../src/catalogue.ts';
import { checkExample } from '../../../src/check/index.ts';
import { projectRules } from '../../../src/check/rules/project/index.ts';
import { promptRules } from '../../../src/check/rules/prompt/index.ts';
import { builtInSteps } from '../../../src/steps/index.ts';

const catalogue = createCatalogue(builtInSteps);

describe('rules about several files', () => {
  it.each([...projectRules, ...promptRules])('$name finds its bad example, and nothing in its good one', (rule) => {
    const found = checkExample(rule.bad, { catalogue }).map(({ rule: name }) => name);
    expect(found).toContain(rule.name);
    expect(checkExample(rule.good, { catalogue }).filter(({ rule: name }) => name === rule.name)).toEqual([]);
  });
});
