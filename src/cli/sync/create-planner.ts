import { join } from 'node:path';
import type { NestedSettings } from '../../flow/index.ts';
import { planSync, usualSchema } from '../../sync/index.ts';
import type { Direction, FlowPlan, PlanOptions } from '../../sync/types.ts';
import type { ProjectSettings } from '../../config/types.ts';
import type { ReadSides } from './open-sync.ts';

/** What a person has decided so far. */
export type Decisions = Pick<PlanOptions, 'resolve' | 'prune'>;

/** Plans all flows that were asked for, or one of them. */
export type Planner = (decisions?: Decisions, slug?: string) => FlowPlan[];

export async function createPlanner(
  { sides, everyFile }: ReadSides,
  settings: ProjectSettings,
  { direction, isInactive = false }: { direction: Direction; isInactive?: boolean },
): Promise<Planner> {
  const nestedSettings = await ownNestedSettings(settings);
  // Of all files, however few flows were asked for.
  const schemaOfNewFiles = usualSchema({ files: everyFile });
  const pathOf = namesOfNewFiles(settings.flows.directory, new Set(everyFile.map(({ path }) => path)));
  const options: PlanOptions = {
    direction,
    isInactive,
    pathOf,
    ...(schemaOfNewFiles === undefined ? {} : { schemaOfNewFiles }),
    ...(nestedSettings === undefined ? {} : { nestedSettings }),
  };
  return (decisions = {}, slug) => {
    const isMeant = (one: { slug: string }) => slug === undefined || one.slug === slug;
    const { rows, files } = sides;
    const chosen = slug === undefined ? sides : { ...sides, rows: rows.filter(isMeant), files: files.filter(isMeant) };
    return planSync(chosen, { ...options, ...decisions }).filter(isMeant);
  };
}

/** Which settings of the project's own step types hold steps; the built-in ones are known. */
async function ownNestedSettings(settings: ProjectSettings): Promise<NestedSettings | undefined> {
  if (settings.steps.length === 0) return undefined;
  const { openCatalogue } = await import('../open-project.ts');
  const catalogue = await openCatalogue(settings);
  return (type) => catalogue.get(type)?.rawSettings;
}

/** A file of another flow, there or new as well, may have the name. The same path for a slug however often it is planned. */
function namesOfNewFiles(directory: string, taken: Set<string>): PlanOptions['pathOf'] {
  const paths = new Map<string, string>();
  return (slug) => {
    const path = paths.get(slug) ?? freePath(directory, slug, taken);
    paths.set(slug, path);
    taken.add(path);
    return path;
  };
}

function freePath(directory: string, slug: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number++) {
    const path = join(directory, number === 1 ? `${slug}.json` : `${slug}-${number}.json`);
    if (!taken.has(path)) return path;
  }
}
