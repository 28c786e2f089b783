import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasReference, plainText } from '../../../src/check/settings/has-reference.ts';
import { compileTemplate, inspectText } from '../../../src/expression/index.ts';

describe('references in a written setting', () => {
  it.each([
    ['$input.limit', true],
    ['a $name b', true],
    ['{{ 1 }}', true],
    ['{{ never closed', true],
    ['$$name', false],
    ['$$$name', true],
    ['$5 and $[0]', false],
    ['', false],
    ['$', false],
    ['{ {', false],
  ])('%j: %j', (text, expected) => {
    expect(hasReference(text)).toBe(expected);
  });

  it('agrees with what the expression reader finds in any text', () => {
    const text = fc.string({ unit: fc.constantFrom('$', '{', '}', 'a', '_', '.', ' ', '5'), maxLength: 12 });
    fc.assert(
      fc.property(text, (value) => {
        const { references, expressions, problems } = inspectText(value);
        expect(hasReference(value)).toBe(references.length + expressions.length + problems.length > 0);
      }),
    );
  });

  it('takes the escapes out as a run does', () => {
    const text = '$$a costs $5, $$$$';
    expect(compileTemplate(text)).toEqual({ kind: 'constant', value: plainText(text) });
  });
});
