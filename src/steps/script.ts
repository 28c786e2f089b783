import { z } from 'zod';
import { callOf } from '../operations/call-of.ts';
import { jsonValue } from '../operations/json-settings.ts';
import { defineStep } from '../step.ts';

const DEFAULT_TIMEOUT_MS = 5_000;

export const script = defineStep({
  type: 'script',
  dialect: 2,
  summary: 'Run JavaScript that sees nothing but its arguments: no files, network, processes or timers.',
  needs: ['sandbox'],
  effect: 'none',
  config: () =>
    z.strictObject({
      code: z
        .string()
        .min(1)
        .describe(
          'The body of a JavaScript function with one parameter, `args`. Its `return` is the result. `$name` is a reference here, too: write `$$name` for a variable.',
        ),
      args: jsonValue
        .optional()
        .describe('What the code finds in `args`. Hand values over here; do not write references into the code.'),
      memory_mb: z.int().min(1).max(512).default(64).describe('How much memory it may use, in megabytes.'),
    }),
  result: jsonValue,
  example: { code: 'return args.posts.map((post) => post.title);', args: { posts: '{{posts}}' } },
  timeout: { defaultMs: DEFAULT_TIMEOUT_MS, maxMs: 120_000 },
  taint: { sinks: { code: 'code' } },
  async run({ code, args = null, memory_mb: memoryMb }, context) {
    const { timeoutMs = DEFAULT_TIMEOUT_MS } = context;
    return context.ports.sandbox.run({ code, args, timeoutMs, memoryMb }, callOf(context));
  },
  stub: () => null,
});
