import { toGenieError, UsageError } from '../../errors.ts';
import { builtInSteps } from '../../steps/index.ts';
import type { StepType } from '../../step.ts';
import { actionSlug } from './action-slug.ts';
import { actionStep } from './action-step.ts';
import { isAction } from './brand.ts';
import type { ActionDefinition } from './types.ts';

/** What references and expressions call something else. */
const RESERVED: ReadonlySet<string> = new Set(
  'input params steps context user env error item index output result action flow'.split(' '),
);

/**
 * Checks the actions of a project. Throws `ACTION_INVALID` for what `defineAction` did not make, and `ACTION_NAME_TAKEN` for a
 * name that is reserved, or whose slug is that of another action or of a step type: a built-in one or of the project's own.
 */
export function readActions(given: readonly unknown[], ownSteps: readonly StepType[] = []): ActionDefinition[] {
  const bySlug = new Map([...builtInSteps, ...ownSteps].map(({ type }) => [type, `the step type "${type}"`]));
  return given.map((action, index) => {
    if (!isAction(action)) {
      throw new UsageError('ACTION_INVALID', `actions.${index}: must be an action made by defineAction()`, {
        detail: 'A copy of an action is none: put in what defineAction() returned.',
      });
    }
    const slug = actionSlug(action.name);
    const taken = RESERVED.has(slug) ? 'a word of the flow language' : bySlug.get(slug);
    if (taken !== undefined) throw nameTaken(action, taken);
    bySlug.set(slug, `the action "${action.name}"`);
    return action;
  });
}

/** The step types of a project's actions. Throws what `readActions` throws, and `ACTION_INVALID` for a schema without JSON Schema. */
export function actionSteps(given: readonly unknown[], ownSteps: readonly StepType[] = []): StepType[] {
  return readActions(given, ownSteps).map(stepOf);
}

function stepOf(action: ActionDefinition): StepType {
  try {
    return actionStep(action);
  } catch (thrown) {
    const { message, detail } = toGenieError(thrown);
    throw new UsageError('ACTION_INVALID', `The action "${action.name}": ${message}`, {
      cause: thrown,
      ...(detail === undefined ? {} : { detail }),
    });
  }
}

/** An action cannot have the name of something else. */
export function nameTaken({ name }: ActionDefinition, taken: string): UsageError {
  const slug = actionSlug(name);
  const spelt = slug === name ? '' : ` (slug "${slug}")`;
  return new UsageError('ACTION_NAME_TAKEN', `The action "${name}"${spelt} has the name of ${taken}`, {
    detail: 'Rename the action: its slug is what tags, flows and "genie-actions run" call it.',
    data: { action: name, slug },
  });
}
