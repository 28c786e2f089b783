import { parseFlow, type Flow } from '../flow/index.ts';
import type { FlowSource } from '../ports/index.ts';
import type { Project } from './open-project.ts';

export interface ProjectFlows {
  flows: Flow[];
  /** Why a flow cannot be used, one line each. */
  problems: string[];
}

/** The flows of a source that can be read, in the order given or else by slug. */
export async function readProjectFlows(
  source: FlowSource,
  { catalogue }: Pick<Project, 'catalogue'>,
  slugs?: readonly string[],
): Promise<ProjectFlows> {
  const read: ProjectFlows = { flows: [], problems: [] };
  for (const slug of slugs ?? (await source.list()).map((listing) => listing.slug)) {
    const sourced = await source.find(slug).catch((thrown: unknown) => thrown as Error);
    if (sourced === undefined) read.problems.push(`there is no flow "${slug}"`);
    else if (sourced instanceof Error) read.problems.push(`${slug}: ${sourced.message}`);
    else {
      const { flow, problems } = parseFlow(sourced.text, {
        nestedSettings: (type) => catalogue.get(type)?.rawSettings,
      });
      if (flow === undefined || problems[0] !== undefined)
        read.problems.push(`${slug}: ${problems[0]?.message ?? 'is not a flow'}`);
      else read.flows.push(flow);
    }
  }
  return read;
}
