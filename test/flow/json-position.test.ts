import { expect, it } from 'vitest';
import { joinPointer, keyNodeAt, nodeAt, offsetInString, parseJson, positionAt } from '../../src/flow/index.ts';

it('counts lines and columns from 1, for every kind of line break', () => {
  const document = parseJson('{\n"a":\r\n1,\r"b": 2}');
  expect(positionAt(document, 0)).toEqual({ line: 1, column: 1 });
  expect(positionAt(document, document.text.indexOf('"a"'))).toEqual({ line: 2, column: 1 });
  expect(positionAt(document, document.text.indexOf('1'))).toEqual({ line: 3, column: 1 });
  expect(positionAt(document, document.text.indexOf('2'))).toEqual({ line: 4, column: 6 });
});

it('does not count a byte order mark as a column', () => {
  const document = parseJson('\uFEFF{}');
  expect(positionAt(document, document.root!.start)).toEqual({ line: 1, column: 1 });
});

it('finds values and keys by JSON pointer, with escapes', () => {
  const document = parseJson('{"a/b": [{"~": 5}], "": 6}');
  expect(nodeAt(document, joinPointer(joinPointer('/a~1b', 0), '~'))?.value).toBe(5);
  expect(nodeAt(document, '/')?.value).toBe(6);
  expect(nodeAt(document, '')).toBe(document.root);
  expect(nodeAt(document, '/a~1b/01')).toBeUndefined();
  expect(keyNodeAt(document, '/a~1b/0/~0')).toMatchObject({ key: '~', start: 10, end: 13 });
  expect(keyNodeAt(document, '')).toBeUndefined();
});

it('takes the last of equal keys, which is the one that counts', () => {
  const document = parseJson('{"a": 1, "a": 2}');
  expect(nodeAt(document, '/a')?.value).toBe(2);
});

it('finds the place of a character of a text behind escapes', () => {
  const text = String.raw`["plain $x", "\u00e9\n\"$x\""]`;
  const document = parseJson(text);
  for (const node of document.root!.items) {
    const offset = offsetInString(document, node, (node.value as string).indexOf('$x'));
    expect(text.slice(offset, offset + 2)).toBe('$x');
  }
});
