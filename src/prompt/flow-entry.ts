import type { Flow } from '../flow/index.ts';
import type { JsonObject } from '../json.ts';
import type { CallableFlow } from './callable-flows.ts';
import { describeParameters, parameterLine, type DescribedParameters } from './describe-parameters.ts';
import { exampleParameters } from './example-parameters.ts';
import { oneLine } from './one-line.ts';

/** One flow as a prompt tells of it. */
export interface FlowEntry {
  flow: Flow;
  purpose: string;
  described: DescribedParameters;
  example: JsonObject | undefined;
  /** `undefined` when no example satisfies the schema. */
  tag: string | undefined;
}

export async function readFlowEntry(
  { flow, shape }: CallableFlow,
  identityFields: readonly string[],
): Promise<FlowEntry> {
  const example = await exampleParameters(flow, shape, identityFields);
  return {
    flow,
    purpose: oneLine(flow.description) || oneLine(flow.name),
    described: describeParameters(shape),
    example,
    tag: example === undefined ? undefined : `[ACTION:${flow.slug}:${JSON.stringify(example)}]`,
  };
}

/** The entry as text; a short one says nothing about optional parameters but their names and types. */
export function entryText({ flow, purpose, described, tag }: FlowEntry, isShort: boolean): string {
  return [
    `### ${flow.slug}`,
    `${purpose}${flow.confirm ? ' The user is asked for a yes before it runs.' : ''}`,
    `Parameters: ${parameterLine(described, isShort)}`,
    ...(tag === undefined ? [] : [`Example:\n${tag}`]),
  ].join('\n');
}

/** Whether the short text differs from the long one. */
export function hasOptionalDescriptions({ described }: FlowEntry): boolean {
  return described.parameters.some(({ isRequired, description }) => !isRequired && description !== '');
}
