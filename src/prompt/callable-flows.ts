import type { Flow } from '../flow/index.ts';
import { readShape } from './read-shape.ts';
import type { ShapeDocument } from './shape.ts';

export interface FlowsForModels {
  /** Parameters that a model must not choose, as the runner drops them from a tag. Default: `["user_id"]`. */
  identityFields?: readonly string[];
}

/** `inactive`: it would be refused. `repeated`: an earlier flow has the slug. `unsatisfiable`: no tag can fit its `input`. */
export type NotCallable = 'inactive' | 'repeated' | 'unsatisfiable';

export interface CallableFlow {
  flow: Flow;
  shape: ShapeDocument;
}

/** The flows that a tag can start, in the order given, and why the others are not among them. */
export function readCallableFlows(
  flows: readonly Flow[],
  { identityFields = ['user_id'] }: FlowsForModels,
): { callable: CallableFlow[]; others: { slug: string; reason: NotCallable }[] } {
  const seen = new Set<string>();
  const callable: CallableFlow[] = [];
  const others: { slug: string; reason: NotCallable }[] = [];
  for (const flow of flows) {
    const shape = readShape(flow.input, identityFields);
    const reason = !flow.active
      ? 'inactive'
      : seen.has(flow.slug)
        ? 'repeated'
        : shape.root.kind === 'never'
          ? 'unsatisfiable'
          : undefined;
    if (reason === undefined) {
      seen.add(flow.slug);
      callable.push({ flow, shape });
    } else others.push({ slug: flow.slug, reason });
  }
  return { callable, others };
}
