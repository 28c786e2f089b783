import type { Catalogue } from '../catalogue.ts';
import type { JsonObject } from '../json.ts';
import type { StepType } from '../step.ts';
import { ENVELOPE_DEFINITIONS, envelopeSchema } from './envelope-schema.ts';
import { GENERATED } from './generated.ts';
import { settingsSchema, type SettingsSchema } from './settings-schema.ts';
import { settingsSnippet, stepSnippet } from './snippet.ts';

/** How a step of one type may be written. */
export interface StepVariant {
  /** Which steps it is about. */
  condition: JsonObject;
  schema: JsonObject;
}

/** The definitions that step schemas refer to, beside `step` and those of the type itself. */
export const VALUE_DEFINITIONS: JsonObject = {
  expression: {
    type: 'string',
    pattern: '^\\$[A-Za-z_][^\\s]*$|^\\{\\{[\\s\\S]*\\}\\}$',
    patternErrorMessage:
      'Write the value itself, a reference such as "$input.limit", or an expression such as "{{ size(posts) }}".',
    markdownDescription:
      'A reference (`$input.limit`) or an expression (`{{ size(posts) }}`); the value keeps its type.',
  },
  template: {
    type: 'string',
    pattern: '\\$[A-Za-z_]|\\{\\{',
    patternErrorMessage: 'Not one of the allowed texts, and nothing in it is a reference such as $input.name.',
    markdownDescription: 'A text with references in it: `https://example.com/$input.handle`.',
  },
  ...ENVELOPE_DEFINITIONS,
};

/** Both spellings of a type: under `config`, and for types of dialect 2 beside `type`. */
export function stepVariants(stepType: StepType, { schema: settings }: SettingsSchema): StepVariant[] {
  const isType = { required: ['type'], properties: { type: { const: stepType.type } } };
  const common = {
    type: 'object',
    markdownDescription: `**${stepType.type}**: ${stepType.summary}`,
    additionalProperties: false,
  };
  const envelope = envelopeSchema(stepType);
  const required = (settings.required ?? []) as string[];
  const nested = {
    ...common,
    properties: {
      ...envelope,
      config: { description: 'The settings of the step.', ...settings, defaultSnippets: [settingsSnippet(stepType)] },
    },
    required: required.length === 0 ? ['type'] : ['type', 'config'],
  };
  if (stepType.dialect === 1) return [{ condition: isType, schema: nested }];
  const flat = {
    ...common,
    additionalProperties: settings.additionalProperties ?? true,
    properties: { ...(settings.properties as JsonObject), ...envelope },
    required: ['type', ...required],
  };
  return [
    { condition: { ...isType, not: { required: ['config'] } }, schema: flat },
    { condition: { ...isType, required: ['type', 'config'] }, schema: nested },
  ];
}

/** One schema per step type, by type: a step as it stands in a flow, in the type's own dialect. */
export function stepSchemas(catalogue: Catalogue): Record<string, JsonObject> {
  return Object.fromEntries(catalogue.types.map((stepType) => [stepType.type, stepSchema(stepType)]));
}

function stepSchema(stepType: StepType): JsonObject {
  const settings = settingsSchema(stepType);
  const [variant] = stepVariants(stepType, settings);
  const step = { $ref: '../flow.schema.json#/definitions/step' };
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $comment: GENERATED,
    title: stepType.type,
    description: stepType.summary,
    ...variant!.schema,
    defaultSnippets: [stepSnippet(stepType)],
    definitions: { step, ...VALUE_DEFINITIONS, ...settings.definitions },
  };
}
