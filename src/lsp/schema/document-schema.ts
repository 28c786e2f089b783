import type { JsonObject } from '../../json.ts';

const CONDITION = { type: ['string', 'boolean'] };

/** The keys of a flow document besides its steps, for hover and completion. */
export const FLOW_SCHEMA: JsonObject = {
  type: 'object',
  description: 'A flow: steps that run in order, without the model.',
  required: ['slug', 'name', 'steps'],
  properties: {
    slug: {
      type: 'string',
      description: 'The name in an ACTION tag: `[ACTION:slug:{…}]`. Unique in a project, and the name of the file.',
    },
    name: { type: 'string', description: 'Shown while the flow runs.' },
    description: { type: 'string', description: 'What the model reads when it picks a flow.' },
    steps: { type: 'array', description: 'The steps, in the order in which they run.' },
    input: {
      type: 'object',
      description: 'JSON Schema (2020-12) of the parameters. Checked before the first step; defaults are filled in.',
    },
    output: { description: 'A template; its value is the output of the run: `{ "post_id": "$post.id" }`.' },
    finally: { type: 'array', description: 'Steps that run last, whatever happened.' },
    active: { type: 'boolean', default: true, description: '`false`: refused before any step runs.' },
    confirm: {
      type: 'boolean',
      default: false,
      description: 'A run that a model asks for waits for a person to agree.',
    },
    output_schema: { type: 'object', description: 'JSON Schema that the output must satisfy.' },
    timeout_ms: { type: 'integer', minimum: 1, description: 'The limit for the whole flow, in milliseconds.' },
    $lint: { type: 'object', description: 'Rules of the linter that this flow may break, each with the reason.' },
    $schema: { type: 'string', description: 'For editors: the address of the JSON Schema of flows.' },
  },
};

/** The keys that a step has besides its settings. */
export const STEP_SCHEMA: JsonObject = {
  type: 'object',
  description: 'A step.',
  required: ['type'],
  properties: {
    type: { type: 'string', description: 'What the step does.' },
    result_key: {
      type: 'string',
      description: 'The name of the result. Later steps read it as `$name.field` or `{{ name.field }}`.',
    },
    name: {
      type: 'string',
      description:
        'The name of the result, the same as `result_key`. Later steps read it as `$name.field` or `{{ name.field }}`.',
    },
    config: { type: 'object', description: "The step's own settings." },
    description: { type: 'string', description: 'What the step is for. For people.' },
    when: {
      ...CONDITION,
      description: 'An expression. When it is false, the step is skipped and its result is `null`.',
    },
    timeout_ms: {
      type: 'integer',
      minimum: 1,
      maximum: 600_000,
      description: 'How long one try may take, in milliseconds.',
    },
    retry: {
      type: 'object',
      description: 'Tries a failed step again, after a random pause (full jitter).',
      required: ['attempts'],
      properties: {
        attempts: { type: 'integer', minimum: 1, description: 'How many tries in all; the first one counts.' },
        delay_ms: {
          type: 'integer',
          minimum: 0,
          description: 'The longest pause before the second try, in milliseconds.',
        },
        backoff: {
          type: 'string',
          enum: ['fixed', 'exponential'],
          default: 'exponential',
          description: 'Whether the pause grows: `exponential` doubles its limit before each further try.',
        },
        max_delay_ms: {
          type: 'integer',
          minimum: 0,
          default: 10_000,
          description: 'No pause is longer than this, in milliseconds.',
        },
        if: { ...CONDITION, description: 'Only for such errors: `error.code == "RATE_LIMITED"`.' },
      },
    },
    on_error: {
      description:
        'What happens when the step fails: `fail` stops the flow, `continue` goes on with `null` as its result, `{ "steps": […] }` runs other steps and goes on.',
      anyOf: [
        { type: 'string', enum: ['fail', 'continue'], default: 'fail' },
        {
          type: 'object',
          properties: {
            steps: {
              type: 'array',
              description: 'Run instead; they may read `$error.message`, `$error.code` and `$error.step`.',
            },
          },
        },
      ],
    },
    $lint: { type: 'object', description: 'Rules of the linter that this step may break, each with the reason.' },
  },
};
