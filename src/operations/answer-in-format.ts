import { GenieError } from '../errors.ts';
import type { Json, JsonObject } from '../json.ts';
import { compileJsonSchema } from '../json-schema.ts';
import type { ModelAnswer } from '../ports/index.ts';
import { jsonInText } from './json-in-text.ts';
import type { Format } from './format.ts';
import { shortFormToSchema } from './short-form.ts';

/** Asks the model. The second time with its first answer and what was wrong with it. */
export type Ask = (format: Json | undefined, repair?: { answer: string; request: string }) => Promise<ModelAnswer>;

/**
 * An answer of the model; with a format also as `json`, parsed and fitting. An answer that does not fit is sent back once
 * with its problems. Rejects with `FORMAT_MISMATCH` when the second one does not fit either.
 */
export async function answerInFormat(format: Format | undefined, ask: Ask): Promise<ModelAnswer> {
  if (format === undefined) return ask(undefined);
  const schema = format === 'json' ? undefined : shortFormToSchema(format);
  const first = await ask(schema ?? format);
  const firstTry = await read(first.response, schema);
  if (firstTry.problems.length === 0) return { ...first, json: firstTry.json };
  const second = await ask(schema ?? format, { answer: first.response, request: repairRequest(firstTry.problems) });
  const secondTry = await read(second.response, schema);
  if (secondTry.problems.length === 0) return { ...second, json: secondTry.json };
  throw new GenieError(
    'FORMAT_MISMATCH',
    `The model's answer does not have the asked format: ${secondTry.problems.join('; ')}`,
    {
      detail: `The model was asked twice. Its last answer began with: ${second.response.slice(0, 200)}`,
      data: { problems: secondTry.problems, model: second.model },
    },
  );
}

async function read(text: string, schema: JsonObject | undefined): Promise<{ json: Json; problems: string[] }> {
  const json = jsonInText(text);
  if (json === undefined) return { json: null, problems: ['the answer is not JSON'] };
  if (schema === undefined) return { json, problems: [] };
  const { value, problems } = (await compileJsonSchema(schema)).validate(json);
  return { json: value, problems: problems.map(({ message }) => message) };
}

function repairRequest(problems: readonly string[]): string {
  const lines = problems.map((problem) => `- ${problem}`);
  return ['Your answer does not fit the asked format:', ...lines, 'Answer again, with the corrected JSON only.'].join(
    '\n',
  );
}
