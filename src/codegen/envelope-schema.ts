import { CEL_KEYWORDS, CEL_NAMES, ROOT_NAMES } from '../expression/reserved-names.ts';
import type { JsonObject } from '../json.ts';
import type { StepType } from '../step.ts';

const RESULT_KEY = {
  type: 'string',
  pattern: '^[A-Za-z_][A-Za-z0-9_]*$',
  patternErrorMessage:
    'Use letters, digits and "_", not starting with a digit: later steps write $name to read the result.',
  allOf: [
    {
      not: { enum: [...ROOT_NAMES, ...CEL_KEYWORDS, ...CEL_NAMES] },
      errorMessage: `Choose another name: references and expressions have a meaning of their own for ${ROOT_NAMES.join(', ')} and for the words of the expression language.`,
    },
  ],
  markdownDescription:
    'The name of the result (`result_key` and `name` mean the same). Later steps read it as `$name.field` or `{{ name.field }}`.',
};

/** The keys that every step has, whatever its type. */
export function envelopeSchema(stepType: StepType): JsonObject {
  return {
    type: { const: stepType.type },
    result_key: { $ref: '#/definitions/result_key' },
    name: { $ref: '#/definitions/result_key' },
    description: { $ref: '#/definitions/step_description' },
    $lint: { $ref: '#/definitions/step_lint' },
    when: { $ref: '#/definitions/when' },
    ...timeout(stepType),
    retry: { $ref: '#/definitions/retry' },
    on_error: { $ref: '#/definitions/on_error' },
  };
}

/** A limit on a step that only contains others is taken and has no effect: it is not worth offering. */
function timeout({ timeout: limits }: StepType): JsonObject {
  if (limits === null) return { timeout_ms: { $ref: '#/definitions/no_timeout' } };
  const { defaultMs, maxMs } = limits;
  const description = `How long one try may take, in milliseconds; at most ${maxMs}.`;
  return { timeout_ms: { type: 'integer', minimum: 1, maximum: maxMs, default: defaultMs, description } };
}

/** What the envelope's keys refer to. */
export const ENVELOPE_DEFINITIONS: JsonObject = {
  result_key: RESULT_KEY,
  step_description: { type: 'string', description: 'What the step is for. For people.' },
  step_lint: { type: 'object', description: 'Rules of the linter that this step may break, each with the reason.' },
  no_timeout: {
    type: 'integer',
    minimum: 1,
    maximum: 120_000,
    description: 'Has no effect on this step, which only contains others: each of them has its own limit.',
    doNotSuggest: true,
  },
  when: {
    $ref: '#/definitions/condition',
    markdownDescription:
      'An expression (CEL) over `input`, `context` and earlier results, without braces: `size(posts) > 3`. When it is false, the step is skipped and its result is `null`.',
  },
  // No description: editors show it in place of the one that stands beside the reference.
  condition: {
    anyOf: [{ type: 'string', minLength: 1 }, { type: 'boolean' }],
    examples: ['size(posts) > 3'],
  },
  retry: {
    type: 'object',
    required: ['attempts'],
    additionalProperties: false,
    markdownDescription: 'Tries a failed step again, after a random pause (full jitter).',
    properties: {
      attempts: { type: 'integer', minimum: 1, description: 'How many tries in all; the first one counts.' },
      delay_ms: {
        type: 'integer',
        minimum: 0,
        description: 'The longest pause before the second try, in milliseconds.',
      },
      backoff: {
        enum: ['fixed', 'exponential'],
        default: 'exponential',
        enumDescriptions: ['The same limit before each try.', 'Twice the limit before each further try.'],
      },
      max_delay_ms: {
        type: 'integer',
        minimum: 0,
        default: 10_000,
        description: 'No pause is longer than this, in milliseconds.',
      },
      if: {
        $ref: '#/definitions/condition',
        markdownDescription: 'Only for such errors: `error.code == "RATE_LIMITED"`.',
      },
    },
    defaultSnippets: [{ label: 'retry', body: { attempts: 3, delay_ms: 500, backoff: 'exponential' } }],
  },
  on_error: {
    anyOf: [
      {
        enum: ['fail', 'continue'],
        enumDescriptions: [
          'The flow stops (the default).',
          'The result is null, the run goes on and says so in its warnings.',
        ],
      },
      {
        type: 'object',
        required: ['steps'],
        additionalProperties: false,
        properties: {
          steps: {
            type: 'array',
            items: { $ref: '#/definitions/step' },
            markdownDescription:
              'Run instead; they may read `$error.message`, `$error.code` and `$error.step`. Then the run goes on.',
          },
        },
        defaultSnippets: [
          { label: 'steps', description: 'Steps that run when this one fails.', body: { steps: ['^$1'] } },
        ],
      },
    ],
    description: 'What happens when the step fails.',
  },
};
