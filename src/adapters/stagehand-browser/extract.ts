import type { Json, JsonObject } from '../../json.ts';
import { compileJsonSchema } from '../../json-schema.ts';
import { ServiceError } from '../../ports/index.ts';
import { locatorOf } from './locator-of.ts';
import type { Tools } from './session.ts';

const CONTENT_SCHEMA: JsonObject = {
  type: 'object',
  properties: { content: { type: 'string', description: 'What was asked for, as text.' } },
  required: ['content'],
};

export interface ExtractRequest {
  instruction: string;
  schema?: JsonObject;
  selector?: string;
}

/**
 * What the model reads from the page, as the JSON Schema has it. Rejects with `FORMAT_MISMATCH` when it does not fit, which
 * addresses can do although the model's answer did: it names the element of a link, and the driver puts in its address.
 */
export async function extract(tools: Tools, { instruction, schema, selector }: ExtractRequest): Promise<Json> {
  const page = await tools.page();
  const locator = await locatorOf(page, selector);
  const wanted = schema ?? CONTENT_SCHEMA;
  const driverSchema = await asDriverSchema(wanted);
  const { stagehand, use } = tools;
  const { data } = await stagehand.extract(instruction, driverSchema, { page, ...locator }).catch((error: unknown) => {
    throw use.failure ?? error;
  });
  const { value, problems } = (await compileJsonSchema(wanted)).validate(data as Json);
  if (problems.length === 0) return value;
  const messages = problems.map(({ message }) => message);
  throw new ServiceError(
    'browser',
    'FORMAT_MISMATCH',
    `What was taken from the page does not fit: ${messages.join('; ')}`,
    {
      data: { problems: messages },
    },
  );
}

/** The driver takes a zod schema, writes it as JSON Schema again, and checks nothing that is not checked here. */
async function asDriverSchema(schema: JsonObject) {
  const { z } = await import('zod');
  // Names are registered for the whole process, where two schemas may not share one.
  const { $schema: _schema, $id: _id, id: _oldId, ...rest } = schema;
  return z.any().meta(rest);
}
