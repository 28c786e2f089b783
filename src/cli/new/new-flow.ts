import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Catalogue } from '../../catalogue.ts';
import { exampleStep } from '../../codegen/snippet.ts';
import { UsageError } from '../../errors.ts';
import { layoutJson } from '../../flow/layout-json.ts';
import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import { didYouMean } from '../../nearest-name.ts';
import { stepDirectory } from '../lint/open-linter.ts';
import { openCatalogue } from '../open-project.ts';
import { checkName, titleOf, type NewFile, type NewRequest } from './new-file.ts';

/** A flow with the steps that were asked for, each with its example; without any, one that greets. */
export async function newFlow({ name, description, settings, flags }: NewRequest): Promise<NewFile> {
  checkName(name, /^[a-z0-9][a-z0-9_-]{0,63}$/, 'post-create: small letters, digits, "-" and "_"');
  const types = flags.step ?? [];
  const { steps, output } =
    types.length === 0 ? GREETING : stepsOf(types, await openCatalogue(settings), settings.ollama.model);
  const { directory } = settings.flows;
  const document: JsonObject = {
    ...schemaReference(settings.root, directory),
    slug: name,
    name: titleOf(name),
    description: description ?? 'Say here what it is for: the model reads this when it picks a flow.',
    input: INPUT,
    steps,
    ...(output === undefined ? {} : { output }),
  };
  const run = `genie-actions run ${name} --input '{"topic":"spring"}' --dry-run`;
  // Examples name results of other steps, which "lint" points at and a run refuses.
  const tries = types.length === 0 ? [run, 'genie-actions lint'] : ['genie-actions lint', run];
  const next = ['\nNext', ...tries, `genie-actions new test ${name}`].join('\n  ');
  if (flags.typescript !== true) {
    return { path: join(directory, `${name}.json`), text: layoutJson(document), next };
  }
  const { ejectFlow } = await import('../../kit/flow/eject/index.ts');
  const { $schema: _, ...rest } = document;
  const text = ejectFlow(rest, { steps: await stepDirectory(settings) });
  return { path: join(directory, `${name}.ts`), text, next };
}

const INPUT: JsonObject = {
  type: 'object',
  required: ['topic'],
  properties: { topic: { type: 'string', minLength: 1, description: 'What it is about.', examples: ['spring'] } },
};

const GREETING: { steps: Json[]; output?: Json } = {
  steps: [
    {
      type: 'transform',
      name: 'greeting',
      description: 'Replace this by what the flow does: "genie-actions steps" lists the step types.',
      expression: "'Hello, ' + input.topic",
    },
  ],
  output: '{{greeting}}',
};

function stepsOf(
  types: readonly string[],
  catalogue: Catalogue,
  model: string | undefined,
): { steps: Json[]; output?: Json } {
  const keys = new Set<string>();
  const stepTypes = types.map((type) => {
    const stepType = catalogue.get(type);
    if (stepType === undefined) throw unknownType(type, catalogue);
    return stepType;
  });
  const isNested = stepTypes.some(({ dialect }) => dialect !== 2);
  return {
    steps: stepTypes.map((stepType) => {
      const { type } = stepType;
      const step = withOwnInput(exampleStep(stepType, freeKey(type, keys)));
      const written = isNested ? withConfig(step, catalogue) : step;
      return model === undefined || !type.startsWith('ollama') ? written : withModel(written, model);
    }),
  };
}

/** Steps of dialect 2 as dialect 1 spells them, those inside included: a flow is written in one way. */
function withConfig(value: Json, catalogue: Catalogue): Json {
  if (Array.isArray(value)) return value.map((entry) => withConfig(entry, catalogue));
  if (!isJsonObject(value)) return value;
  const written = mapValues(value, (inner) => withConfig(inner, catalogue));
  const { type, name, ...settings } = written;
  if (typeof type !== 'string' || catalogue.get(type) === undefined || 'config' in value) return written;
  return { type, ...(name === undefined ? {} : { result_key: name }), config: settings };
}

/** Examples speak of parameters of flows of their own. */
function withOwnInput(value: Json): Json {
  if (typeof value === 'string') {
    return value.replaceAll(/\$input(?:\.\w+)+/g, '$input.topic').replaceAll(/\b(params|input)(?:\.\w+)+/g, '$1.topic');
  }
  if (Array.isArray(value)) return value.map(withOwnInput);
  if (!isJsonObject(value)) return value;
  return mapValues(value, withOwnInput);
}

/** Examples name a model that the project may not have. */
function withModel(value: Json, model: string): Json {
  if (!isJsonObject(value)) return value;
  return mapValues(value, (inner, key) => (key === 'model' ? model : withModel(inner, model)));
}

function mapValues(object: JsonObject, map: (value: Json, key: string) => Json): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, map(value, key)]));
}

function freeKey(type: string, taken: Set<string>): string {
  const base = type.replaceAll(/\W+/g, '_').replace(/^(?:directus|ollama|stagehand|bullmq)_/, '');
  let key = RESERVED.test(base) ? `${base}_result` : base;
  for (let number = 2; taken.has(key); number++) key = `${base}_${number}`;
  taken.add(key);
  return key;
}

/** Words of the expression language and roots of references that are also names of step types. */
const RESERVED = /^(?:loop|return|error|delay|log|condition|parallel|script)$/;

function unknownType(type: string, { types }: Catalogue): UsageError {
  const names = types.map((each) => each.type);
  return new UsageError('OPTION_INVALID', `--step ${type}: there is no such step type${didYouMean(type, names)}`, {
    detail: 'List them: genie-actions steps',
  });
}

/** The schema for editors, where the project has one. */
function schemaReference(root: string, directory: string): JsonObject {
  const schema = join(root, '.genie-actions/flow.schema.json');
  return existsSync(schema) ? { $schema: relative(directory, schema).replaceAll('\\', '/') } : {};
}
