import { checkFlowNames, withActions } from '../kit/action/with-actions.ts';
import type { FlowSource } from '../ports/index.ts';

/**
 * The flows of a project with its actions. Flow files are looked through at once for one that has the name of an action
 * (`ACTION_NAME_TAKEN`); a server is asked when the name comes up.
 *
 * @param openOthers opens the project's flows, where `flows` is one file alone: actions in it may run them
 */
export async function openActionSource(
  actions: readonly unknown[],
  flows: FlowSource,
  openOthers: (() => Promise<FlowSource>) | undefined,
): Promise<FlowSource> {
  if (flows.kind === 'local') await checkFlowNames(flows, actions);
  if (openOthers === undefined) return withActions(flows, actions);
  // Whoever names a file asks what is in it; what its actions run is found, not listed.
  return { ...withActions(fileAmongFlows(flows, openOthers), actions), list: (call) => flows.list(call) };
}

/** One flow file, which is found by its own slug and whatever is no slug; other slugs are those of the project. */
function fileAmongFlows(file: FlowSource, openOthers: () => Promise<FlowSource>): FlowSource {
  return {
    kind: file.kind,
    list: (call) => file.list(call),
    async find(slug, call) {
      const [own] = await file.list(call);
      if (own?.slug === slug || /[^a-z0-9_-]/.test(slug)) return await file.find(slug, call);
      return await (await openOthers()).find(slug, call);
    },
  };
}
