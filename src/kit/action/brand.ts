import type { ActionDefinition } from './types.ts';

/** One for all copies of this package: a project's configuration loads another one than the bundled command. */
const REGISTRY = Symbol.for('genie-actions.actions');

const holder = globalThis as { [REGISTRY]?: WeakSet<object> };

function registry(): WeakSet<object> {
  return (holder[REGISTRY] ??= new WeakSet());
}

export function brand<Action extends object>(action: Action): Action {
  registry().add(action);
  return action;
}

/** Whether `defineAction` made it. A copy of an action is none, whatever stands in it. */
export function isAction(value: unknown): value is ActionDefinition {
  return typeof value === 'object' && value !== null && registry().has(value);
}
