import type { Json } from '../../json.ts';
import type { StepContext } from '../../step.ts';
import { actionHarness } from './action-harness.ts';
import { actionLog } from './action-log.ts';
import { readInput } from './read-input.ts';
import { readOutput } from './read-output.ts';
import type { ActionDefinition } from './types.ts';

/**
 * Calls an action: its input is checked first, its output last, and what it started is stopped and waited for in between.
 * Rejects with the errors of actions, or with what the action itself threw, as it threw it.
 */
export async function runAction(
  action: ActionDefinition,
  given: unknown,
  context: Pick<StepContext, 'openScope' | 'progress'>,
): Promise<Json> {
  const input = await readInput(action, given);
  const scope = context.openScope();
  let returned: unknown;
  try {
    returned = await action.run({
      harness: actionHarness(scope),
      log: actionLog(action.name, context.progress),
      ...inputPart(action, input),
    });
  } finally {
    await scope.close();
  }
  return await readOutput(action, returned);
}

/** What an action with a schema gets besides: the key is there even when the schema made nothing of the input. */
export function inputPart({ input: schema }: ActionDefinition, input: unknown): { input?: unknown } {
  return schema === undefined ? {} : { input };
}
