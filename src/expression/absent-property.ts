import { ReferenceProblem } from './expression-errors.ts';
import type { ReferencePath } from './reference-path.ts';

/** The error for an optional property that was not given where it has to be. */
export function absentProperty({ text, root, path }: ReferencePath, detail?: string): ReferenceProblem {
  const written = `${root}.${String(path[0])}`;
  return new ReferenceProblem(text, `${written} was not given`, {
    detail: detail ?? `Where it may be absent, write: has(${written}) ? ${written} : …`,
    data: { root, missing: path[0] },
  });
}
