import type { JsonObject } from '../json.ts';
import { GENERATED } from './generated.ts';

const STEPS: JsonObject = {
  type: 'array',
  items: { type: 'string' },
};

const OBJECT: JsonObject = { type: 'object' };

/** What a test is given; `defaults` can hold the same. */
const SURROUNDINGS: JsonObject = {
  input: { ...OBJECT, description: 'The parameters of the run.' },
  context: { ...OBJECT, markdownDescription: 'What a host vouches for, above all `user_id`. Nothing by default.' },
  env: { ...OBJECT, additionalProperties: { type: 'string' }, markdownDescription: 'Values of `$env`.' },
  now: {
    type: 'string',
    format: 'date-time',
    default: '2030-01-01T00:00:00Z',
    description: 'When the run starts. Time stands still, unless the flow waits.',
  },
  trigger: {
    enum: ['person', 'tag', 'queue'],
    default: 'person',
    markdownDescription:
      'Who asks for the run. Parameters of a `tag` were written by a model and lose their identity fields.',
  },
  confirmed: {
    type: 'boolean',
    description: 'What a person answers when the flow asks for a yes. Without it nobody can be asked.',
  },
  mocks: {
    ...OBJECT,
    additionalProperties: { $ref: '#/definitions/mock' },
    markdownDescription:
      'What answers in the place of steps, by result key or place: `caption`, `steps[1].then[0]`, `finally[0]`. Every step that calls a service needs one.',
  },
};

const DEFINITIONS: JsonObject = {
  mock: {
    markdownDescription:
      'The result of the step, as it is. Or one of `$stub` (what a dry run gives, with some fields replaced), `$error` (the step fails), `$tries`, `$rounds`, `$calls` (an answer for each), `$value`.',
    if: {
      type: 'object',
      anyOf: ['$value', '$stub', '$error', '$calls', '$rounds', '$tries'].map((key) => ({ required: [key] })),
    },
    then: { $ref: '#/definitions/special-mock' },
  },
  'special-mock': {
    type: 'object',
    additionalProperties: false,
    maxProperties: 1,
    properties: {
      $value: { markdownDescription: 'The result as it is, for one that has a key with `$`.' },
      $stub: {
        type: ['boolean', 'object'],
        description: 'What a dry run gives, with these fields replaced; true: with none.',
      },
      $error: {
        anyOf: [
          { type: 'string' },
          {
            ...OBJECT,
            additionalProperties: false,
            required: ['code'],
            properties: {
              code: { type: 'string', pattern: '^[A-Z][A-Z0-9_]*$' },
              message: { type: 'string' },
              detail: { type: 'string' },
              retryable: {
                type: 'boolean',
                default: true,
                markdownDescription: '`false`: `retry` does not try again.',
              },
            },
          },
        ],
        description: 'The step fails with this code.',
      },
      ...Object.fromEntries(
        Object.entries({ $calls: 'call of the step', $rounds: 'round of the loop', $tries: 'try of its retry' }).map(
          ([key, of]): [string, JsonObject] => [
            key,
            {
              type: 'array',
              minItems: 1,
              items: { $ref: '#/definitions/mock' },
              description: `An answer for each ${of}.`,
            },
          ],
        ),
      ),
    },
  },
  expect: {
    ...OBJECT,
    additionalProperties: false,
    description:
      'What has to come of the run. What is not named is not looked at; without a failure the run has to succeed.',
    properties: {
      failure: {
        anyOf: [
          { const: true },
          { type: 'string' },
          {
            ...OBJECT,
            additionalProperties: false,
            properties: { code: {}, step: {}, message: {}, detail: {}, problems: {} },
          },
        ],
        markdownDescription:
          'The run has to fail: with this code, in this step, with this message. `true`: in any way.',
      },
      output: { markdownDescription: 'Of objects only the keys that are named; `{ $exact: … }` for all of them.' },
      results: { ...OBJECT, description: 'Results by key.' },
      calls: {
        ...OBJECT,
        additionalProperties: { type: ['integer', 'object', 'array'], minimum: 0 },
        description: 'By step: how often it was called, the settings of its only call, or those of each call.',
      },
      order: { ...STEPS, description: 'Steps in the order of their first calls; others may come in between.' },
      warnings: { type: 'array', description: 'All warnings of the run; an empty list: none.' },
      skipped: { ...STEPS, markdownDescription: 'Steps that did not run because of their `when`.' },
      ran: { ...STEPS, description: 'Steps that ran.' },
    },
  },
  test: {
    ...OBJECT,
    additionalProperties: false,
    required: ['name'],
    properties: {
      name: { type: 'string', minLength: 1, description: 'What holds, in one sentence.' },
      skip: { type: ['boolean', 'string'], description: 'Do not run it; a text says why.' },
      ...SURROUNDINGS,
      expect: { $ref: '#/definitions/expect' },
    },
  },
};

/** The JSON Schema (draft-07, for editors) of `flows/*.test.yaml` and `.test.json`. */
export function flowTestSchema(): JsonObject {
  const tests: JsonObject = { type: 'array', minItems: 1, items: { $ref: '#/definitions/test' } };
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $comment: GENERATED,
    title: 'Tests of a flow',
    anyOf: [
      tests,
      {
        ...OBJECT,
        additionalProperties: false,
        required: ['tests'],
        properties: {
          $schema: { type: 'string' },
          flow: {
            type: 'string',
            description: 'A slug, or a path relative to this file. Without it the flow that is named like this file.',
          },
          defaults: {
            ...OBJECT,
            additionalProperties: false,
            properties: SURROUNDINGS,
            description: 'For all tests; what a test says itself goes before.',
          },
          tests,
        },
      },
    ],
    definitions: DEFINITIONS,
  };
}
