import { expect, it } from 'vitest';
import { isSameElement } from '../../../src/adapters/stagehand-browser/element-names.ts';

it.each([
  ['button: Buy', ['Buy'], true],
  ['button: Buy  now', ['x', 'Buy now'], true],
  ['button: Delete', ['Delete all'], false],
  ['button: Buy', [], false],
  ['textbox', [], true],
  ['textbox', ['Card number'], false],
])('%s, and now %j: %s', (element, names, expected) => {
  expect(isSameElement(names, element)).toBe(expected);
});
