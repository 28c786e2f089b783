import type { FlowCoverage } from '../../kit/testing/index.ts';
import type { Palette } from '../render/palette.ts';
import type { TestRun } from './run-tests.ts';

type Part = FlowCoverage['steps'];

/** What is covered of each flow, and what is not. */
export function coverageText({ coverage }: TestRun, threshold: number, palette: Palette): string {
  const width = Math.max(4, ...coverage.map(({ slug }) => slug.length));
  const lines = coverage.flatMap(({ slug, coverage: { steps, branches } }) => [
    `${slug.padEnd(width)}  ${partText(steps, threshold, palette)}  ${partText(branches, threshold, palette)}`,
    ...[...steps.missing, ...branches.missing].map((name) => palette.dim(`${' '.repeat(width)}  not covered: ${name}`)),
  ]);
  return [palette.strong(`${'flow'.padEnd(width)}  ${'steps'.padEnd(PART_WIDTH)}  branches`), ...lines].join('\n');
}

/** Whether every flow has enough of its steps and of its branches covered. */
export function isCoveredEnough({ coverage }: TestRun, threshold: number): boolean {
  return coverage.every(({ coverage: { steps, branches } }) =>
    [steps, branches].every((part) => percentOf(part) >= threshold),
  );
}

/** Of nothing, all is covered. */
export function percentOf({ covered, total }: Part): number {
  return total === 0 ? 100 : (100 * covered) / total;
}

const PART_WIDTH = '1000/1000 (100 %)'.length;

function partText(part: Part, threshold: number, palette: Palette): string {
  const percent = percentOf(part);
  const text = `${part.covered}/${part.total} (${Math.floor(percent)} %)`.padEnd(PART_WIDTH);
  if (percent < threshold) return palette.bad(text);
  return percent === 100 ? palette.good(text) : text;
}
