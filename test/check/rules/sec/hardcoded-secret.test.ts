import { describe, expect, it } from 'vitest';
import { checkFlow } from '../../../../src/check/index.ts';
import { builtInFacts } from '../../../../src/facts/index.ts';
import { secHardcodedSecret } from '../../../../src/check/rules/sec/hardcoded-secret.ts';
import { testRule } from '../../test-rule.ts';

testRule(secHardcodedSecret);

const TOKEN = 'ghp_abcdefghijklmnopqrstuvwxyz0123456789';

function found(flow: object): string[] {
  const text = JSON.stringify({ slug: 'f', name: 'f', description: 'f', steps: [], ...flow });
  const { diagnostics } = checkFlow(text, { catalogue: builtInFacts(), file: 'f.json' });
  return diagnostics.filter(({ rule }) => rule === 'sec/hardcoded-secret').map(({ pointer }) => pointer);
}

describe('sec/hardcoded-secret', () => {
  it.each([
    ['/description', { description: `Uses ${TOKEN}` }],
    ['/input/properties/key/default', { input: { type: 'object', properties: { key: { default: TOKEN } } } }],
    ['/steps/0/description', { steps: [{ type: 'log', message: 'x', description: `With ${TOKEN}` }] }],
  ])('looks at %s', (pointer, flow) => expect(found(flow)).toEqual([pointer]));

  it('says nothing of plain words', () => {
    const input = { type: 'object', properties: { profile_id: { type: 'string', examples: ['cp-1'] } } };
    expect(found({ description: 'Reads https://api.example.com/v1 for somebody@example.com', input })).toEqual([]);
  });
});
