import type { FlowFile, FlowRow } from '../ports/index.ts';
import type { AllSides, Sides } from './types.ts';

/** What is known of each flow, sorted by slug. A slug that a side has several times is a problem of its flow. */
export function joinSides({ files, rows, bases, baseProblems = new Map() }: AllSides): Sides[] {
  const filesBySlug = Map.groupBy(files, ({ slug }) => slug);
  const rowsBySlug = Map.groupBy(rows, ({ slug }) => slug);
  const slugs = new Set([...filesBySlug.keys(), ...rowsBySlug.keys(), ...bases.keys(), ...baseProblems.keys()]);
  return [...slugs].sort().map((slug) => {
    const sameFiles = filesBySlug.get(slug) ?? [];
    const sameRows = rowsBySlug.get(slug) ?? [];
    const problem = repeatedFiles(sameFiles) ?? repeatedRows(sameRows) ?? baseProblems.get(slug);
    const sides: Sides = { slug, local: sameFiles[0], remote: sameRows[0], base: bases.get(slug) };
    if (problem !== undefined) sides.problem = problem;
    return sides;
  });
}

function repeatedFiles(files: readonly FlowFile[]): string | undefined {
  if (files.length < 2) return undefined;
  return `${files.length} files have this slug: ${files.map(({ path }) => path).join(', ')}; give all but one another slug`;
}

function repeatedRows(rows: readonly FlowRow[]): string | undefined {
  if (rows.length < 2) return undefined;
  return `${rows.length} rows have this slug: ${rows.map(({ id }) => id).join(', ')}; delete all but one`;
}
