import type { Catalogue } from '../catalogue.ts';
import type { JsonObject } from '../json.ts';
import { GENERATED } from './generated.ts';
import { settingsSchema } from './settings-schema.ts';
import { flowSnippets, stepSnippet } from './snippet.ts';
import { stepVariants, type StepVariant, VALUE_DEFINITIONS } from './step-schema.ts';

const FLOW_PROPERTIES: JsonObject = {
  $schema: { type: 'string' },
  $lint: { type: 'object', description: 'Rules of the linter that this flow may break, each with the reason.' },
  slug: {
    type: 'string',
    pattern: '^[a-z0-9][a-z0-9_-]{0,63}$',
    patternErrorMessage: 'Use a-z, 0-9, "-" and "_", at most 64 characters: the slug is the name in an ACTION tag.',
    markdownDescription:
      'The name in an ACTION tag: `[ACTION:slug:{…}]`. Unique in a project, and the name of the file.',
  },
  name: { type: 'string', minLength: 1, description: 'Shown while the flow runs.' },
  description: { type: 'string', description: 'What the model reads when it picks a flow.' },
  active: { type: 'boolean', default: true, markdownDescription: '`false`: refused before any step runs.' },
  confirm: { type: 'boolean', default: false, description: 'A run that a model asks for waits for a person to agree.' },
  input: {
    type: 'object',
    required: ['type'],
    properties: { type: { const: 'object' } },
    markdownDescription:
      'JSON Schema (2020-12) of the parameters. Checked before the first step; defaults are filled in.',
    defaultSnippets: [
      {
        label: 'parameters',
        body: { type: 'object', required: ['${1:name}'], properties: { '${1:name}': { type: 'string' } } },
      },
    ],
  },
  steps: { $ref: '#/definitions/steps' },
  finally: { $ref: '#/definitions/steps', description: 'Run last, whatever happened.' },
  output: { markdownDescription: 'A template; its value is the output of the run: `{ "post_id": "$post.id" }`.' },
  output_schema: { type: ['object', 'boolean'], description: 'JSON Schema that the output must satisfy.' },
  timeout_ms: { type: 'integer', minimum: 1, description: 'For the whole flow, in milliseconds.' },
};

/** The schema of a flow document for editors: JSON Schema draft-07, both dialects, one branch per step type. */
export function flowSchema(catalogue: Catalogue): JsonObject {
  const definitions: JsonObject = { ...VALUE_DEFINITIONS };
  const branches: StepVariant[] = [];
  for (const stepType of catalogue.types) {
    const settings = settingsSchema(stepType);
    Object.assign(definitions, settings.definitions);
    branches.push(...stepVariants(stepType, settings));
  }
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $comment: GENERATED,
    title: 'Flow',
    description: 'A flow of genie-actions.',
    type: 'object',
    required: ['slug', 'name', 'steps'],
    additionalProperties: false,
    properties: FLOW_PROPERTIES,
    defaultSnippets: flowSnippets(catalogue.types),
    definitions: {
      ...definitions,
      steps: { type: 'array', items: { $ref: '#/definitions/step' } },
      step: {
        type: 'object',
        required: ['type'],
        properties: {
          type: {
            enum: catalogue.types.map(({ type }) => type),
            enumDescriptions: catalogue.types.map(({ summary }) => summary),
            description: 'What the step does.',
          },
        },
        defaultSnippets: catalogue.types.map(stepSnippet),
        allOf: branches.map(branch),
      },
    },
  };
}

/** A branch of the schema. JSON Schema's keyword `then` is no method: nothing ever awaits such an object. */
function branch({ condition, schema }: StepVariant): JsonObject {
  return Object.fromEntries(
    Object.entries({ if: condition, schema }).map(([key, value]) => [key === 'schema' ? 'then' : key, value]),
  );
}
