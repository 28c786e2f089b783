import fc from 'fast-check';
import type { Change } from '../../../src/check/finding.ts';
import { joinPointer } from '../../../src/flow/index.ts';
import { isJsonObject, type Json } from '../../../src/json.ts';

export interface Layout {
  newline: string;
  indent: string;
  isCompact: boolean;
}

const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 6 }),
  fc.constantFrom('ä', '😀x', 'a/b', '~', '"', '\\', '\n', '', '__proto__', 'constructor'),
);

export function randomJson(): fc.Arbitrary<Json> {
  return fc.letrec<{ json: Json }>((tie) => ({
    json: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      texts,
      fc.constantFrom<Json>(null, true, false, 0, -1.5e20, 12),
      fc.array(tie('json'), { maxLength: 4 }),
      fc.array(fc.tuple(texts, tie('json')), { maxLength: 4 }).map((entries) => Object.fromEntries(entries)),
    ),
  })).json;
}

const layouts: fc.Arbitrary<Layout> = fc.record({
  newline: fc.constantFrom('\n', '\r\n', ''),
  indent: fc.constantFrom('  ', '\t', ''),
  isCompact: fc.boolean(),
});

/** A document, its value, and a change of one of its values. */
export function randomDocument(): fc.Arbitrary<{ value: Json; text: string; change: Change }> {
  return fc
    .record({ value: randomJson(), layout: layouts, hasMark: fc.boolean(), seed: fc.nat() })
    .chain(({ value, layout, hasMark, seed }) => {
      const text = `${hasMark ? '\uFEFF' : ''}${layOut(value, layout, seed)}`;
      return fc
        .constantFrom(...pointersOf(value, ''))
        .chain(([pointer, at]) =>
          fc.record({ value: fc.constant(value), text: fc.constant(text), change: changesOf(pointer, at) }),
        );
    });
}

function changesOf(pointer: string, at: Json): fc.Arbitrary<Change> {
  const length = Array.isArray(at) ? at.length : 0;
  const indexes = fc.nat({ max: Math.max(0, length - 1) });
  const boundaries =
    typeof at === 'string' ? [0, ...Array.from(at).map((_, i, all) => all.slice(0, i + 1).join('').length)] : [0];
  const anyChange: fc.Arbitrary<Change>[] = [
    fc.record({ kind: fc.constant('replace' as const), pointer: fc.constant(pointer), value: randomJson() }),
    fc.record({ kind: fc.constant('remove' as const), pointer: fc.constant(pointer) }),
    fc.record({ kind: fc.constant('rename-key' as const), pointer: fc.constant(pointer), key: texts }),
    fc.record({
      kind: fc.constant('add-property' as const),
      pointer: fc.constant(pointer),
      key: texts,
      value: randomJson(),
    }),
    fc.record({
      kind: fc.constant('insert-item' as const),
      pointer: fc.constant(pointer),
      index: fc.nat({ max: length }),
      value: randomJson(),
    }),
    fc.record({ kind: fc.constant('move-item' as const), pointer: fc.constant(pointer), from: indexes, to: indexes }),
    fc.tuple(fc.constantFrom(...boundaries), fc.constantFrom(...boundaries), texts).map(([a, b, text]): Change => ({
      kind: 'replace-text',
      pointer,
      range: { start: Math.min(a, b), end: Math.max(a, b) },
      text,
    })),
  ];
  return fc.oneof(...anyChange);
}

function pointersOf(value: Json, pointer: string): [string, Json][] {
  const inner: [string | number, Json][] = Array.isArray(value)
    ? [...value.entries()]
    : isJsonObject(value)
      ? Object.entries(value)
      : [];
  return [[pointer, value], ...inner.flatMap(([key, child]) => pointersOf(child, joinPointer(pointer, key)))];
}

/** Writes a value; a seed scatters escapes and white space. */
export function layOut(value: Json, layout: Layout, seed = 0, level = 0): string {
  const { newline, indent, isCompact } = layout;
  const isInline = isCompact || (seed > 0 && (seed >> (level % 20)) % 2 === 1);
  const around = isInline ? '' : newline + indent.repeat(level + 1);
  const end = isInline ? '' : newline + indent.repeat(level);
  if (typeof value === 'string') return seed % 3 === 1 ? escapeAll(value) : JSON.stringify(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Array.isArray(value)
    ? value.map((item) => layOut(item, layout, seed, level + 1))
    : Object.entries(value).map(
        ([key, inner]) => `${JSON.stringify(key)}${isCompact ? ':' : ': '}${layOut(inner, layout, seed, level + 1)}`,
      );
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  const comma = seed % 5 === 2 ? ' ,' : ',';
  return entries.length === 0
    ? `${open}${close}`
    : `${open}${around}${entries.join(`${comma}${around}`)}${end}${close}`;
}

function escapeAll(text: string): string {
  const units = Array.from({ length: text.length }, (_, index) => text.charCodeAt(index).toString(16).padStart(4, '0'));
  return `"${units.map((unit) => `\\u${unit}`).join('')}"`;
}
