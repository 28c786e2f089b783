import { joinPointer } from '../../flow/index.ts';
import type { JsonObject, Json } from '../../json.ts';
import type { FlowModel } from '../model/index.ts';

/** One entry of a `$lint` key. */
export interface Suppression {
  /** Of the rule, as it is written. */
  rule: string;
  reason: Json;
  /** JSON pointer of what it is for: of a step, or empty for the whole flow. */
  scope: string;
  /** JSON pointer of the suppression. */
  pointer: string;
}

/** All suppressions in a flow; mostly none. */
export function suppressionsOf({ flow, steps }: FlowModel): Suppression[] {
  const suppressions: Suppression[] = [];
  if (flow.lint !== undefined) addWritten(flow.lint, '', suppressions);
  for (const { step } of steps) if (step.lint !== undefined) addWritten(step.lint, step.pointer, suppressions);
  return suppressions;
}

function addWritten(lint: JsonObject, scope: string, suppressions: Suppression[]): void {
  const pointer = `${scope}/$lint`;
  for (const [rule, reason] of Object.entries(lint)) {
    suppressions.push({ rule, reason, scope, pointer: joinPointer(pointer, rule) });
  }
}
