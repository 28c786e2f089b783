import type { JsonObject } from '../../../src/json.ts';
import type { FlowFilesPort, FlowRowsPort, SyncBasesPort } from '../../../src/ports/index.ts';
import { applyPlans, type ApplyOptions } from '../../../src/sync/apply/index.ts';
import { planSync, type FlowOutcome, type FlowPlan, type PlanOptions } from '../../../src/sync/index.ts';
import { pathOf } from '../../fakes/flow-files.ts';

/** What one person works with: files and bases of their own, a connection to rows that others write as well. */
export interface Project {
  rows: FlowRowsPort;
  files: FlowFilesPort;
  bases: SyncBasesPort;
}

export type Flags = Omit<Partial<PlanOptions>, 'direction'>;

export async function plan(
  direction: PlanOptions['direction'],
  { rows, files, bases }: Project,
  flags: Flags = {},
): Promise<FlowPlan[]> {
  // The bases first: a base that is newer than its file makes the change of somebody else look undone.
  const { bases: known, problems } = await bases.read();
  const [flowFiles, flowRows] = await Promise.all([files.read(), rows.read()]);
  const sides = { files: flowFiles, rows: flowRows, bases: known, baseProblems: problems };
  return planSync(sides, { direction, pathOf, ...flags });
}

/** A whole command: looks, plans and applies. */
export async function sync(
  direction: PlanOptions['direction'],
  project: Project,
  { flags, ...options }: Partial<ApplyOptions> & { flags?: Flags } = {},
): Promise<FlowOutcome[]> {
  return applyPlans({ ...project, ...options, plans: await plan(direction, project, flags) });
}

/** A small flow that says `text`. */
export function flow(slug: string, text = 'first', more: JsonObject = {}): JsonObject {
  const steps = [{ type: 'log', name: 'say', message: text }];
  return { slug, name: slug, active: true, ...more, steps };
}
