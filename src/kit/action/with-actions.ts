import type { Call, FlowListing, FlowSource, SourcedFlow } from '../../ports/index.ts';
import { actionFlow } from './action-flow.ts';
import { actionSlug } from './action-slug.ts';
import { nameTaken, readActions } from './action-types.ts';
import type { ActionDefinition } from './types.ts';

/**
 * The flows of a source and a project's actions, which are found, listed and run like flows. An action and a flow of one slug
 * are refused with `ACTION_NAME_TAKEN` when either is looked for; in a list that is a `problem` of the action.
 */
export function withActions(source: FlowSource, given: readonly unknown[]): FlowSource {
  const actions = new Map(readActions(given).map((action) => [actionSlug(action.name), action]));

  async function find(slug: string, call?: Call): Promise<SourcedFlow | undefined> {
    const flow = await source.find(slug, call);
    const action = actions.get(slug);
    if (action === undefined) return flow;
    if (flow !== undefined) throw nameTaken(action, `the flow ${flow.origin}`);
    return { text: JSON.stringify(actionFlow(action), null, 2), origin: action.type };
  }

  async function list(call?: Call): Promise<FlowListing[]> {
    const flows = await source.list(call);
    const own = [...actions].map(([slug, action]) => listing(slug, action, flows));
    return [...flows, ...own].sort((a, b) => (a.slug < b.slug ? -1 : a.slug > b.slug ? 1 : 0));
  }

  return { kind: source.kind, find, list };
}

/** Throws `ACTION_NAME_TAKEN` when a flow of the source has the slug of an action. */
export async function checkFlowNames(source: FlowSource, given: readonly unknown[]): Promise<void> {
  const flows = await source.list();
  for (const action of readActions(given)) {
    const flow = flows.find(({ slug }) => slug === actionSlug(action.name));
    if (flow !== undefined) throw nameTaken(action, `the flow ${flow.origin}`);
  }
}

function listing(slug: string, action: ActionDefinition, flows: readonly FlowListing[]): FlowListing {
  const { name, description, type } = action;
  const flow = flows.find((other) => other.slug === slug);
  const problem = flow === undefined ? {} : { problem: `has the same slug as ${flow.origin}` };
  return { slug, name, description, active: true, origin: type, ...problem };
}
