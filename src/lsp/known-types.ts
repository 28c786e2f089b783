import type { Binding, FlowModel, ReferenceNode, StepNode } from '../check/model/index.ts';
import type { ProjectFacts } from '../check/project-facts.ts';
import { readField } from '../check/types/read-field.ts';
import { ANY, typeOfSchema, typesOf, type Field, type Type } from '../check/types/index.ts';

/** A flow and what its project knows. */
export interface KnownFlow {
  readonly model: FlowModel;
  readonly project: ProjectFacts;
}

/** What is known of the value that a name stands for. */
export function typeOfBinding({ kind, step }: Binding, flow: KnownFlow): Type {
  if (kind === 'input') return typeOfSchema(flow.model.flow.input);
  if (kind === 'context') return typeOfSchema(flow.project.context);
  return kind === 'result' && step !== undefined ? typeOfResult(step, flow) : ANY;
}

export function typeOfResult(step: StepNode, flow: KnownFlow): Type {
  return typesOf(flow).ofResult(step);
}

/** What is known of the value that a reference reads. */
export function typeOfReference(reference: ReferenceNode, flow: KnownFlow): Type {
  return typesOf(flow).ofReference(reference).type;
}

/** The last field of a reference, where the type of what has it says something of it. */
export function fieldOfReference({ binding, target, fields }: ReferenceNode, flow: KnownFlow): Field | undefined {
  const last = fields.at(-1);
  if (typeof last !== 'string' || binding === undefined) return undefined;
  const root = target === undefined ? typeOfBinding(binding, flow) : typeOfResult(target, flow);
  return fieldsOf(typeBehind(root, fields.slice(0, -1))).get(last);
}

/** What is known of the value behind a path. */
export function typeBehind(type: Type, path: readonly (string | number)[]): Type {
  let found = type;
  for (const part of path) {
    const outcome = readField(found, part);
    if (!('type' in outcome)) return ANY;
    found = outcome.type;
  }
  return found;
}

/** The fields that a value of this type has or can have. */
export function fieldsOf(type: Type): ReadonlyMap<string, Field> {
  if (type.kind === 'object') return type.fields;
  if (type.kind !== 'union') return new Map();
  return new Map(type.members.flatMap((member) => [...fieldsOf(member)]));
}

export function isList(type: Type): boolean {
  return type.kind === 'list' || (type.kind === 'union' && type.members.some(isList));
}
