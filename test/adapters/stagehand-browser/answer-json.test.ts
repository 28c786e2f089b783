import { expect, it } from 'vitest';
import { answerJson } from '../../../src/adapters/stagehand-browser/answer-json.ts';

it.each([
  ['{"a":1}', { a: 1 }],
  ['```json\n{"a":1}\n```', { a: 1 }],
  ['Here you are: {"a":"} {"} as asked. {"b":2}', { a: '} {' }],
  ['Set {x} was meant, so [1, 2]', [1, 2]],
  ['{"a":"\\"}"}...', { a: '"}' }],
])('finds the JSON in %s', (text, value) => {
  expect(answerJson(text)).toEqual(value);
});

it.each(['', 'no idea', '{"a":1', '} {', '[1, 2'])('finds none in %j', (text) => {
  expect(answerJson(text)).toBeUndefined();
});
