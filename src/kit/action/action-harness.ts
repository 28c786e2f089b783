import { GenieError } from '../../errors.ts';
import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import type { ChildScope } from '../../step.ts';
import { issueText, toJsonSchema, validateWith, type AnySchema } from '../schema/index.ts';
import { actionSlug } from './action-slug.ts';
import { isAction } from './brand.ts';
import type { ActionHarness, FlowChoice, GenerateOptions, JsonInputObject, StepChoice } from './harness-types.ts';
import { toJson } from './to-json.ts';
import type { ActionDefinition } from './types.ts';

/** What an action works with, on top of the scope that the engine opened for it. */
export function actionHarness(scope: ChildScope): ActionHarness {
  async function run(target: ActionDefinition | FlowChoice, input?: JsonInputObject): Promise<Json> {
    return await scope.runFlow(slugOf(target), objectOf('harness.run(): input', input));
  }

  async function step(type: StepChoice, config?: JsonInputObject): Promise<Json> {
    return await scope.runStep(typeof type === 'string' ? type : type.type, objectOf('harness.step(): config', config));
  }

  async function generate(
    prompt: string,
    { schema, ...settings }: GenerateOptions & { schema?: AnySchema } = {},
  ): Promise<unknown> {
    const format = schema === undefined ? {} : { format: toJsonSchema(schema, 'input') };
    const answer = (await step('ollama_generate', { ...settings, prompt, ...format })) as JsonObject;
    return schema === undefined ? answer.response : await read(schema, answer.json ?? null);
  }

  return Object.freeze({ run, step, generate, signal: scope.signal }) as ActionHarness;
}

function slugOf(target: ActionDefinition | FlowChoice): string {
  if (typeof target === 'string') return target;
  if (isAction(target)) return actionSlug(target.name);
  const { slug } = (target ?? {}) as { slug?: unknown };
  if (typeof slug === 'string') return slug;
  throw new TypeError('harness.run(): the first argument must be a slug, a flow or an action');
}

function objectOf(place: string, value: JsonInputObject = {}): JsonObject {
  const json = toJson(value, place);
  if (isJsonObject(json)) return json;
  throw new TypeError(`${place} must be an object`);
}

/** The model's answer has the form that was asked for; what no JSON Schema can tell is checked here. */
async function read(schema: AnySchema, answer: Json): Promise<unknown> {
  const checked = await validateWith(schema, answer);
  if (checked.issues === undefined) return checked.value;
  const problems = checked.issues.map(issueText);
  throw new GenieError('FORMAT_MISMATCH', `The model's answer does not fit the schema: ${problems.join('; ')}`, {
    data: { problems },
  });
}
