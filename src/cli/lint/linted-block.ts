import type { Linter } from './create-linter.ts';
import { LintRun, type LintedDocuments } from './lint-run.ts';
import type { LintSource } from './source.ts';

/** What was found in some documents: data that one thread can hand to another. */
export interface LintedBlock extends LintedDocuments {
  /** The flows among them: the file, and the slug. */
  readonly slugs: readonly (readonly [file: string, slug: string])[];
}

export function lintBlock(sources: readonly LintSource[], lint: Linter): LintedBlock {
  const slugs: (readonly [string, string])[] = [];
  const run = new LintRun({
    lint,
    fix: undefined,
    isDryRun: false,
    onChecked: (file, { flow }) => {
      if (flow !== undefined && flow.slug !== '') slugs.push([file, flow.slug]);
    },
  });
  for (const source of sources) run.add(source);
  const { files, diagnostics, suppressed, unreadable } = run;
  return { files, diagnostics, suppressed, unreadable, slugs };
}

/** The files of flows that share their slug with another one. */
export function filesWithSharedSlugs(blocks: readonly LintedBlock[]): ReadonlySet<string> {
  const first = new Map<string, string>();
  const shared = new Set<string>();
  for (const { slugs } of blocks) {
    for (const [file, slug] of slugs) {
      const other = first.get(slug);
      if (other === undefined) first.set(slug, file);
      else shared.add(other).add(file);
    }
  }
  return shared;
}
