import type { JsonObject } from '../json.ts';
import type { StepType } from '../step.ts';

/** Words that mean something else in a reference or in an expression. */
export const RESERVED_KEYS: readonly string[] = (
  'input params steps context user env error item index ' +
  'as break const continue else false for function if import in let loop namespace null package prototype return true var void while __proto__ ' +
  'bool bytes cel double google int list map null_type optional string type uint'
).split(' ');

const RESULT_KEY = {
  type: 'string',
  pattern: '^[A-Za-z_][A-Za-z0-9_]*$',
  patternErrorMessage:
    'Use letters, digits and "_", not starting with a digit: later steps write $name to read the result.',
  not: { enum: [...RESERVED_KEYS] },
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

function timeout({ timeout: limits }: StepType): JsonObject {
  if (limits === null) return {};
  const { defaultMs, maxMs } = limits;
  const description = `How long one try may take, in milliseconds; at most ${maxMs}.`;
  return { timeout_ms: { type: 'integer', minimum: 1, maximum: maxMs, default: defaultMs, description } };
}

/** What the envelope's keys refer to. */
export const ENVELOPE_DEFINITIONS: JsonObject = {
  result_key: RESULT_KEY,
  step_description: { type: 'string', description: 'What the step is for. For people.' },
  step_lint: { type: 'object', description: 'Rules of the linter that this step may break, each with the reason.' },
  when: {
    $ref: '#/definitions/condition',
    markdownDescription: 'An expression. When it is false, the step is skipped and its result is `null`.',
  },
  condition: {
    anyOf: [{ type: 'string', minLength: 1 }, { type: 'boolean' }],
    markdownDescription:
      'An expression (CEL) over `input`, `context` and earlier results, without braces: `size(posts) > 3`.',
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
      },
    ],
    description: 'What happens when the step fails.',
  },
};
