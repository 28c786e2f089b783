import { joinPointer } from '../../flow/index.ts';
import type { JsonObject, Json } from '../../json.ts';
import type { FlowModel } from '../model/index.ts';
import { matchesFile } from './matches-file.ts';

/** Suppressions that a project makes for its flows, besides those in the flows. */
export interface SuppressionOverride {
  /** Paths with `*`, `**` and `?`; without it all files. */
  files?: readonly string[];
  /** The `result_key` or the JSON pointer of a step; without it the whole file. */
  step?: string;
  /** Reasons by rule. */
  rules: Readonly<Record<string, string>>;
}

export interface Suppression {
  /** Of the rule, as it is written. */
  rule: string;
  reason: Json;
  /** JSON pointer of what it is for: of a step, or empty for the whole flow. */
  scope: string;
  /** JSON pointer of the suppression; `undefined` for one of the project. */
  pointer: string | undefined;
}

/** All suppressions for a flow; mostly none. */
export function suppressionsOf(model: FlowModel, overrides: readonly SuppressionOverride[]): Suppression[] {
  const suppressions: Suppression[] = [];
  if (model.flow.lint !== undefined) addWritten(model.flow.lint, '', suppressions);
  for (const { step } of model.steps) if (step.lint !== undefined) addWritten(step.lint, step.pointer, suppressions);
  for (const override of overrides)
    if (matchesFile(override.files, model.file)) addOverride(override, model, suppressions);
  return suppressions;
}

function addWritten(lint: JsonObject, scope: string, suppressions: Suppression[]): void {
  const pointer = `${scope}/$lint`;
  for (const [rule, reason] of Object.entries(lint)) {
    suppressions.push({ rule, reason, scope, pointer: joinPointer(pointer, rule) });
  }
}

function addOverride({ step, rules }: SuppressionOverride, model: FlowModel, suppressions: Suppression[]): void {
  const scopes = step === undefined ? [''] : stepPointers(step, model);
  for (const scope of scopes) {
    for (const [rule, reason] of Object.entries(rules)) suppressions.push({ rule, reason, scope, pointer: undefined });
  }
}

function stepPointers(name: string, { steps }: FlowModel): string[] {
  return steps.flatMap(({ step }) => (step.key === name || step.pointer === name ? [step.pointer] : []));
}
