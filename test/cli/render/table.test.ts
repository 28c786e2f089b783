import { expect, it } from 'vitest';
import { renderTable } from '../../../src/cli/render/table.ts';

const rows = [
  { name: 'one', text: 'a short text' },
  { name: 'another', text: 'a text that is too long for a narrow terminal, and by far' },
  { name: 'none', text: '' },
];

const render = (width: number, all = rows) =>
  renderTable(
    [
      { title: 'NAME', value: ({ name }) => name },
      { title: 'TEXT', value: ({ text }) => text },
    ],
    all,
    { width, title: (text) => text },
  ).split('\n');

it('cuts nothing without a terminal', () => {
  expect(render(Number.POSITIVE_INFINITY)).toEqual([
    'NAME     TEXT',
    'one      a short text',
    'another  a text that is too long for a narrow terminal, and by far',
    'none',
  ]);
});

it('cuts the last column where the terminal ends', () => {
  expect(render(40)).toEqual([
    'NAME     TEXT',
    'one      a short text',
    'another  a text that is too long for a …',
    'none',
  ]);
});

it('puts the last column below when there is no room beside the others', () => {
  expect(render(28)).toEqual(['NAME', 'one', '    a short text', 'another', '    a text that is too long…', 'none']);
});

it('is not pulled apart by a cell without end', () => {
  const lines = render(Number.POSITIVE_INFINITY, [{ name: 'n'.repeat(100_000), text: 'text' }]);
  expect(lines[1]).toBe(`${'n'.repeat(63)}…  text`);
});
