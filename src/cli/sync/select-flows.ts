import { relative, resolve } from 'node:path';
import { matchesFile } from '../../check/suppressions/matches-file.ts';
import { UsageError } from '../../errors.ts';
import { didYouMean } from '../../nearest-name.ts';
import type { FlowFile } from '../../ports/index.ts';
import type { AllSides } from '../../sync/types.ts';

/** Which flows were asked for. */
export interface Selection {
  /** All of them by name; `undefined` where a glob or nothing says which. */
  slugs: readonly string[] | undefined;
  /** The sides of these flows. Throws `FLOW_NOT_FOUND` for a slug or a glob that means none. */
  of(sides: AllSides): AllSides;
}

/** `patterns` are slugs, globs of slugs, or paths of flow files seen from `cwd`; none: every flow. */
export function selectFlows(patterns: readonly string[], files: readonly FlowFile[], cwd: string): Selection {
  const wanted = patterns.map((pattern) => slugOfPath(pattern, files, cwd) ?? pattern);
  const globs = wanted.filter(isGlob);
  const slugs = new Set(wanted.filter((pattern) => !isGlob(pattern)));
  const isSelected = (slug: string) =>
    wanted.length === 0 || slugs.has(slug) || (globs.length > 0 && matchesFile(globs, slug));
  return {
    slugs: wanted.length === 0 || globs.length > 0 ? undefined : [...slugs],
    of({ files: allFiles, rows, bases, baseProblems = new Map() }) {
      const known = new Set([
        ...allFiles.map(({ slug }) => slug),
        ...rows.map(({ slug }) => slug),
        ...bases.keys(),
        ...baseProblems.keys(),
      ]);
      refuseUnknown(wanted, known);
      return {
        files: allFiles.filter(({ slug }) => isSelected(slug)),
        rows: rows.filter(({ slug }) => isSelected(slug)),
        bases: filterKeys(bases, isSelected),
        baseProblems: filterKeys(baseProblems, isSelected),
      };
    },
  };
}

/** The flow of a path that a shell completed. */
function slugOfPath(pattern: string, files: readonly FlowFile[], cwd: string): string | undefined {
  if (!/[/\\]|\.json$/.test(pattern)) return undefined;
  const path = resolve(cwd, pattern);
  return files.find((file) => relative(file.path, path) === '')?.slug;
}

function isGlob(pattern: string): boolean {
  return /[*?{}]/.test(pattern);
}

function refuseUnknown(wanted: readonly string[], known: ReadonlySet<string>): void {
  const unknown = wanted.find((pattern) =>
    isGlob(pattern) ? ![...known].some((slug) => matchesFile([pattern], slug)) : !known.has(pattern),
  );
  if (unknown === undefined) return;
  const message = isGlob(unknown) ? `No flow is called like "${unknown}"` : `There is no flow "${unknown}"`;
  throw new UsageError('FLOW_NOT_FOUND', `${message}${isGlob(unknown) ? '' : didYouMean(unknown, known)}`, {
    detail: 'Neither in the project nor in Directus. See what there is: genie-actions status',
  });
}

function filterKeys<Value>(map: ReadonlyMap<string, Value>, isKept: (key: string) => boolean): Map<string, Value> {
  return new Map([...map].filter(([key]) => isKept(key)));
}
