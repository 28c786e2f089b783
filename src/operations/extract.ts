import { GenieError } from '../errors.ts';
import type { Json, JsonObject } from '../json.ts';
import { compileJsonSchema } from '../json-schema.ts';
import type { StepContext } from '../step.ts';
import { callOf } from './call-of.ts';
import { sampleOf } from './json-schema-sample.ts';
import { shortFormToSchema } from './short-form.ts';
import { withoutUndefined } from './without-undefined.ts';

export interface ExtractSettings {
  instruction: string;
  schema?: JsonObject | undefined;
  selector?: string | undefined;
}

/** Takes data from the page: an object that fits `schema`, else `{ content }`. Rejects with `FORMAT_MISMATCH` when it does not fit. */
export async function extract(
  sessionId: string,
  settings: ExtractSettings,
  context: StepContext<'browser'>,
): Promise<Json> {
  const { instruction, selector } = settings;
  const schema = settings.schema === undefined ? undefined : shortFormToSchema(settings.schema);
  const data = await context.ports.browser.extract(
    sessionId,
    withoutUndefined({ instruction, schema, selector }),
    callOf(context),
  );
  if (schema === undefined) return data;
  const { value, problems } = (await compileJsonSchema(schema)).validate(data);
  if (problems.length === 0) return value;
  const messages = problems.map(({ message }) => message);
  throw new GenieError(
    'FORMAT_MISMATCH',
    `What was taken from the page does not fit the schema: ${messages.join('; ')}`,
    {
      data: { problems: messages },
    },
  );
}

/** What an extraction gives in a dry run: an object of the asked shape. */
export function stubExtract({ instruction, schema }: ExtractSettings): Json {
  return schema === undefined
    ? { content: `Stub content for: ${instruction.slice(0, 80)}` }
    : sampleOf(shortFormToSchema(schema));
}
