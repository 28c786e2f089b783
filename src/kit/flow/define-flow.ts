import type { StandardSchemaV1 } from '@standard-schema/spec';
import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import { toJsonSchema, vendorOf } from '../schema/index.ts';
import { makeBuilder } from './builder.ts';
import { callPlace, firstPlace } from './call-place.ts';
import { FlowDefinitionError } from './definition-error.ts';
import { rememberOrigin } from './flow-origin.ts';
import { FlowRecorder } from './flow-recorder.ts';
import type { FlowBuilder, FlowDocument, FlowHead, InputOf } from './types/builder.ts';
import type { JsonInput } from './types/setting.ts';

/**
 * Makes a flow. The result is the document itself, as frozen JSON: `JSON.stringify` gives the flow. The function runs at once
 * and describes the steps; what it returns is the output. Results of steps are references, which later steps take as settings.
 *
 * Throws `FLOW_DEFINITION_INVALID` for what cannot become a document: two steps of one name, a value that JSON cannot hold, a
 * result read where it is not seen. Everything else is for `genie-actions build` and `lint` to say.
 */
export function defineFlow<const Input extends StandardSchemaV1 | object | undefined = undefined>(
  head: FlowHead<Input>,
  build: (builder: FlowBuilder<InputOf<Input>>) => JsonInput | void,
): FlowDocument<InputOf<Input>> {
  const place = callPlace(defineFlow);
  const recorder = new FlowRecorder(head.dialect ?? 1);
  const atLast: Json[] = [];
  const builder = makeBuilder(recorder, atLast) as FlowBuilder<InputOf<Input>>;
  try {
    const { steps, returned } = recorder.collect('/steps', () => build(builder));
    const document = documentOf(head, recorder, { steps, atLast, output: returned });
    rememberOrigin(document, { place, steps: recorder.places });
    return deepFreeze(document) as unknown as FlowDocument<InputOf<Input>>;
  } catch (thrown) {
    if (!(thrown instanceof FlowDefinitionError) || thrown.place !== undefined) throw thrown;
    const placeOfMistake = firstPlace(thrown.stack ?? '') ?? place;
    throw new FlowDefinitionError(`Flow "${head.slug}": ${thrown.message}`, placeOfMistake, thrown.detail);
  }
}

interface FlowBody {
  steps: Json[];
  atLast: Json[];
  output: unknown;
}

/** The keys in the order of the documentation. */
function documentOf(head: FlowHead<object | undefined>, recorder: FlowRecorder, body: FlowBody): JsonObject {
  const { $schema, $lint, slug, name, description, active, confirm, input, output_schema, timeout_ms } = head;
  const { steps, atLast, output } = body;
  const keys: Record<string, unknown> = {
    $schema,
    $lint,
    slug,
    name,
    description,
    active,
    confirm,
    input: schemaOf(input, 'input', recorder),
    steps,
    finally: atLast.length === 0 ? undefined : atLast,
    output: output === undefined ? undefined : recorder.toJson(output, 'output'),
    output_schema: schemaOf(output_schema, 'output_schema', recorder),
    timeout_ms,
  };
  return Object.fromEntries(Object.entries(keys).filter(([, value]) => value !== undefined)) as JsonObject;
}

/** Defaults are filled in by a run, so parameters are described as they come in. */
function schemaOf(schema: unknown, name: string, recorder: FlowRecorder): Json | undefined {
  if (schema === undefined) return undefined;
  return vendorOf(schema) === undefined
    ? recorder.toJson(schema, name)
    : toJsonSchema(schema, name === 'input' ? 'input' : 'output');
}

function deepFreeze<Value extends Json>(value: Value): Value {
  if (Array.isArray(value)) value.forEach(deepFreeze);
  else if (isJsonObject(value)) Object.values(value).forEach(deepFreeze);
  return Object.freeze(value);
}
