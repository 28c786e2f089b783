import type { Expression, Text } from './types/reference.ts';
import { makeTagged } from './reference.ts';

/** A text around references: `` t`Hello ${input.name}` ``. What stands in it is text, also when it looks like a reference. */
export function t(texts: TemplateStringsArray, ...values: unknown[]): Text {
  return makeTagged('text', texts, values) as Text;
}

/**
 * An expression of the Common Expression Language: `` expr`size(${posts}) > 3` ``. References become names, other values
 * constants. Backslashes stand for themselves.
 */
export function expr(texts: TemplateStringsArray, ...values: unknown[]): Expression {
  const sources = texts.raw.map((text) => text.replaceAll(/\\([`$])/g, '$1'));
  return makeTagged('expression', sources, values) as Expression;
}
