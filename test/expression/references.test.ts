import { expect, it } from 'vitest';
import { compileExpression, compileTemplate, inspectText, referencesOf } from '../../src/expression/index.ts';

it('lists the references of a template with their places', () => {
  const text = 'Hi $input.name, {{ size($posts) > input.n && has(params.tone) }} $$no {{ caption.response }}';
  const template = { collection: 'posts', item: { 'a/b': ['$row["x y"][0]', text] } };
  const references = referencesOf(compileTemplate(template));
  expect(references.map(({ root, path, text: written }) => [root, path, written])).toEqual([
    ['row', ['x y', 0], '$row["x y"][0]'],
    ['input', ['name'], '$input.name'],
    ['posts', [], '$posts'],
    ['input', ['n'], 'input.n'],
    ['params', ['tone'], 'params.tone'],
    ['caption', ['response'], 'caption.response'],
  ]);
  for (const { start, end, text: written } of references.slice(1)) expect(text.slice(start, end)).toBe(written);
  expect(references.map(({ pointer }) => pointer)).toEqual([
    '/item/a~1b/0',
    ...Array.from({ length: 5 }, () => '/item/a~1b/1'),
  ]);
  expect(references.map(({ isWholeValue }) => isWholeValue)).toEqual([true, false, false, false, false, false]);
  expect(references.map(({ isGuarded }) => isGuarded)).toEqual([false, false, false, false, true, false]);
  expect(references.map(({ isInExpression }) => isInExpression)).toEqual([false, false, true, true, true, false]);
  const withoutPointer = references.slice(1).map((reference) => Object.assign({}, reference, { pointer: '' }));
  expect(inspectText(text).references).toEqual(withoutPointer);
});

it('lists the references of an expression, without the names that it gives itself', () => {
  const source = ' posts.filter(post, post.likes > input.min && post.tag in tags[0].names) ';
  const references = referencesOf(compileExpression(source));
  expect(references.map(({ start, end }) => source.slice(start, end))).toEqual(['posts', 'input.min', 'tags[0].names']);
});

it.each([
  ['cel.bind(x, input.a, x + 1)', ['input.a']],
  ['optional.of(input.a).orValue(input.b)', ['input.a', 'input.b']],
  ['input.?tone.orValue(params.tone)', ['input', 'input.tone', 'params.tone']],
  ['type(input.a) == string', ['input.a']],
  ['{{ $input.a }}', ['input.a']],
  ['posts[index].name', ['index', 'posts']],
  ['true', []],
])('%s refers to %j', (source, names) => {
  const references = referencesOf(compileExpression(source));
  expect(references.map(({ root, path }) => [root, ...path].join('.')).sort()).toEqual(names);
});

it.each([
  ['x {{ size( }} $input.n', 10, ['$input.n']],
  ['{{ 1 + }}', 6, []],
  ['{{ open', 0, []],
])('finds what cannot be read in %s, and throws nothing', (text, start, names) => {
  const { problems, references } = inspectText(text);
  expect(problems.map((problem) => problem.start)).toEqual([start]);
  expect(references.map((reference) => reference.text)).toEqual(names);
});

it('throws the first of them, with its pointer, when the template is compiled for a run', () => {
  expect(() => compileTemplate({ a: ['{{ 1 + }}'] })).toThrow(
    expect.objectContaining({
      code: 'EXPRESSION_INVALID',
      data: expect.objectContaining({ pointer: '/a/0' }) as unknown,
    }),
  );
});
