import type { Flow } from '../../flow/index.ts';
import { isJsonObject } from '../../json.ts';
import type { FlowModel, ReferenceNode } from '../model/index.ts';

/** What a flow takes, as far as prompts are compared with it. */
export interface FlowParameters {
  /** Names from the `input` schema or, without one, those that its steps read. */
  readonly names: readonly string[];
  readonly required: readonly string[];
  /** Other names may do something, too. */
  readonly isOpen: boolean;
  readonly hasSchema: boolean;
}

export function parametersOf({ flow, references, hasSyntaxErrors }: FlowModel): FlowParameters {
  const reads = references.filter(({ binding }) => binding?.kind === 'input');
  const readNames = new Set<string>();
  for (const { fields } of reads) if (typeof fields[0] === 'string') readNames.add(fields[0]);
  const readsAll = hasSyntaxErrors || reads.some(({ fields }) => typeof fields[0] !== 'string');
  const schema = flow.input;
  if (schema === undefined) {
    const required = new Set<string>();
    for (const read of reads) if (isNeeded(read)) required.add(read.fields[0] as string);
    return { names: [...readNames], required: [...required], isOpen: readsAll, hasSchema: false };
  }
  const properties = isJsonObject(schema['properties']) ? Object.keys(schema['properties']) : [];
  const isClosed = schema['additionalProperties'] === false && schema['patternProperties'] === undefined;
  const names = isClosed ? properties : [...new Set([...properties, ...readNames])];
  const isOpen = !isClosed && (readsAll || properties.length === 0 || hasIndirection(flow));
  return { names, required: requiredOf(flow), isOpen, hasSchema: true };
}

/** A run without this parameter fails: nothing decides first whether the step runs. */
function isNeeded({ fields, reference, site }: ReferenceNode): boolean {
  if (typeof fields[0] !== 'string' || reference.isGuarded || reference.isInExpression || site.kind !== 'setting')
    return false;
  return site.step !== undefined && site.step.parent === undefined && site.step.step.when === undefined;
}

function requiredOf({ input }: Flow): string[] {
  const required = input?.['required'];
  return Array.isArray(required) ? required.filter((name) => typeof name === 'string') : [];
}

/** The properties may stand elsewhere in the schema. */
function hasIndirection({ input = {} }: Flow): boolean {
  return ['$ref', 'allOf', 'anyOf', 'oneOf', 'if'].some((keyword) => Object.hasOwn(input, keyword));
}
