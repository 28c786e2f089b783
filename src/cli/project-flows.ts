import { parseFlow, type Flow } from '../flow/index.ts';
import { compileJsonSchema } from '../json-schema.ts';
import type { FlowSource } from '../ports/index.ts';
import type { Project } from './open-project.ts';

export interface ProjectFlows {
  flows: Flow[];
  /** Why a flow cannot be used, one line each. */
  problems: string[];
}

/** The flows of a source that can be read and have a sound `input`, in the order given or else by slug. */
export async function readProjectFlows(
  source: FlowSource,
  project: Pick<Project, 'catalogue'>,
  slugs?: readonly string[],
): Promise<ProjectFlows> {
  const read: ProjectFlows = { flows: [], problems: [] };
  for (const slug of new Set(slugs ?? (await source.list()).map((listing) => listing.slug))) {
    const found = await readFlow(source, project, slug).catch((thrown: unknown) => `${slug}: ${messageOf(thrown)}`);
    if (typeof found === 'string') read.problems.push(found);
    else read.flows.push(found);
  }
  return read;
}

async function readFlow(
  source: FlowSource,
  { catalogue }: Pick<Project, 'catalogue'>,
  slug: string,
): Promise<Flow | string> {
  const sourced = await source.find(slug);
  if (sourced === undefined) return `there is no flow "${slug}"`;
  const { flow, problems } = parseFlow(sourced.text, {
    nestedSettings: (type) => catalogue.get(type)?.rawSettings,
  });
  if (flow === undefined || problems[0] !== undefined) return `${slug}: ${problems[0]?.message ?? 'is not a flow'}`;
  if (flow.input !== undefined) await compileJsonSchema(flow.input);
  return flow;
}

function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
