import { expect, it } from 'vitest';
import { grammarSchema, withWholeIds } from '../../../src/adapters/stagehand-browser/answer-schema.ts';

it('spells digits out in patterns and drops the name of the draft, everywhere else the schema stays', () => {
  const pattern = String.raw`^\d+-\d+$`;
  expect(
    grammarSchema({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      properties: { id: { type: 'string', pattern }, list: { anyOf: [{ pattern }] } },
    }),
  ).toEqual({
    properties: {
      id: { type: 'string', pattern: '^[0-9]+-[0-9]+$' },
      list: { anyOf: [{ pattern: '^[0-9]+-[0-9]+$' }] },
    },
  });
});

it.each([
  ['25', '0-25'],
  [25, '0-25'],
  ['[0-25]', '0-25'],
  [' 3-25 ', '3-25'],
  ['button', 'button'],
  [null, null],
])('writes the id %j as %j', (id, whole) => {
  expect(withWholeIds({ elements: [{ elementId: id, description: '25' }] })).toEqual({
    elements: [{ elementId: whole, description: '25' }],
  });
});
