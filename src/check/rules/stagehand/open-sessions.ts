import { ancestorIn, type FlowModel, type StepNode } from '../../model/index.ts';
import { opensSession, sessionsOf } from '../../sessions/session-steps.ts';

/** Steps whose session this step can name and no step before it has closed. */
export function openSessions(node: StepNode, model: FlowModel): StepNode[] {
  const seen = new Set(node.scope.at(node.order).map(({ step }) => step));
  const { uses } = sessionsOf(model);
  const isClosed = (opener: StepNode): boolean =>
    uses.some(
      (use) =>
        use.isClose && use.opener === opener && (ancestorIn(use.step.listPointer, node)?.index ?? -1) > use.step.index,
    );
  return model.steps.filter(
    (step) => step.step.key !== undefined && seen.has(step) && opensSession(step) && !isClosed(step),
  );
}
