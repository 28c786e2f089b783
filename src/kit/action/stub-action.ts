import { GenieError } from '../../errors.ts';
import type { Json } from '../../json.ts';
import { sampleOf } from '../../operations/json-schema-sample.ts';
import { toJsonSchema } from '../schema/index.ts';
import { readInput } from './read-input.ts';
import { readOutput } from './read-output.ts';
import { inputPart } from './run-action.ts';
import type { ActionDefinition } from './types.ts';

/** What an action gives in a dry run: what its `stub` says, else an example that its output schema allows. */
export async function stubAction(action: ActionDefinition, given: unknown): Promise<Json> {
  const input = await readInput(action, given);
  if (action.stub !== undefined) {
    return await readOutput(action, await action.stub(inputPart(action, input)));
  }
  return action.output === undefined ? null : await exampleOutput(action, action.output);
}

async function exampleOutput(action: ActionDefinition, schema: NonNullable<ActionDefinition['output']>): Promise<Json> {
  try {
    return await readOutput(action, sampleOf(toJsonSchema(schema, 'input')));
  } catch (thrown) {
    // What JSON Schema cannot tell, such as a check in code, an example cannot meet.
    if (thrown instanceof GenieError) return sampleOf(toJsonSchema(schema, 'output'));
    throw thrown;
  }
}
