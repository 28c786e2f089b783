import type { JsonObject } from '../../json.ts';
import { joinPointer } from '../../flow/index.ts';
import { STEP_KEYS } from '../../flow/step-keys.ts';
import type { FlowModel, StepNode } from '../../check/model/index.ts';
import { rememberLatest } from '../../check/remember-latest.ts';
import { pathOf } from '../locate.ts';
import { FLOW_SCHEMA, STEP_SCHEMA } from './document-schema.ts';
import { schemaAt } from './schema-at.ts';

export interface PlaceInFlow {
  /** The innermost step around the path. */
  readonly step: StepNode | undefined;
  /** From the step's settings on, where the path leads there; else from the step or the document on. */
  readonly path: readonly (string | number)[];
  readonly isSetting: boolean;
  /** Of the value at the path. */
  readonly schema: JsonObject | undefined;
}

/** What the value at a path of a flow document is about. */
export function placeOf(model: FlowModel, path: readonly (string | number)[]): PlaceInFlow {
  const step = stepAround(model, path);
  if (step === undefined) return { step, path, isSetting: false, schema: schemaAt(FLOW_SCHEMA, path) };
  const rest = path.slice(pathOf(step.step.pointer).length);
  const isInConfig = step.step.dialect === 1 && rest[0] === 'config';
  const isSetting = isInConfig || (step.step.dialect === 2 && rest.length > 0 && !STEP_KEYS.has(String(rest[0])));
  if (!isSetting || step.facts === undefined)
    return { step, path: rest, isSetting, schema: schemaAt(STEP_SCHEMA, rest) };
  const inSettings = isInConfig ? rest.slice(1) : rest;
  const schema = schemaAt(step.facts.settings, inSettings);
  const config = isInConfig && rest.length === 1 ? schemaAt(STEP_SCHEMA, rest) : undefined;
  return { step, path: inSettings, isSetting, schema: config === undefined ? schema : { ...schema, ...config } };
}

/** The innermost step that a path of the document leads into. */
export function stepAround(model: FlowModel, path: readonly (string | number)[]): StepNode | undefined {
  const steps = stepsByPointer(model);
  let around: StepNode | undefined;
  let pointer = '';
  for (const part of path) {
    pointer = joinPointer(pointer, part);
    around = steps.get(pointer) ?? around;
  }
  return around;
}

const stepsByPointer = rememberLatest(
  ({ steps }: FlowModel): ReadonlyMap<string, StepNode> => new Map(steps.map((node) => [node.step.pointer, node])),
);
