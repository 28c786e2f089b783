import type { ReferenceNode } from '../model/index.ts';

/** How far to look around a reference in an expression. */
const WINDOW = 24;

const COMPARED_BEHIND =
  /^\s*(?:==|!=|<|>|&&|\|\||\?(?![.[])|in\b|\.(?:startsWith|endsWith|contains|matches|size|all|exists|exists_one)\()/;
const COMPARED_BEFORE =
  /(?:==|!=|<=?|>=?|&&|\|\||!|\bin|\b(?:has|size|int|uint|double|bool|timestamp|duration|type)\()\s*$/;

/**
 * Whether the value of a reference can become part of what its text gives. In an expression it may only be compared,
 * counted or asked for: what is looked at are its neighbours, so that in doubt it does.
 */
export function isPartOfValue({ reference, text }: ReferenceNode): boolean {
  if (!reference.isInExpression) return true;
  const { start, end } = reference;
  if (COMPARED_BEHIND.test(text.value.slice(end, end + WINDOW))) return false;
  return !COMPARED_BEFORE.test(text.value.slice(Math.max(0, start - WINDOW), start));
}
