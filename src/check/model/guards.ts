import type { ReferenceNode } from './nodes.ts';

/**
 * Whether the text asks whether the thing is there before it reads it: `has(row.id) ? row.id : 0`. The part that asks is
 * taken to stand for the whole text.
 */
export function isAskedFor(reference: ReferenceNode): boolean {
  const { root, path, isGuarded, isInExpression } = reference.reference;
  if (isGuarded || !isInExpression) return isGuarded;
  return reference.text.references.some(
    (other) => other.reference.isGuarded && other.reference.root === root && isPrefix(other.reference.path, path),
  );
}

/** One of the paths leads to where the other one ends. */
function isPrefix(a: readonly (string | number)[], b: readonly (string | number)[]): boolean {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) if (a[index] !== b[index]) return false;
  return true;
}
