import { z } from 'zod';
import { jsonObject } from '../operations/json-settings.ts';
import { runSideBySide } from '../operations/run-side-by-side.ts';
import { stepBehaviours } from '../operations/step-behaviours.ts';
import { defineStep, namedStepLists, type StepContext } from '../step.ts';

const config = () =>
  z.strictObject({
    branches: namedStepLists().describe(
      'Lists of steps by name. Results made inside are visible only in the result of this step.',
    ),
    concurrency: z.int().min(1).max(100).default(10).describe('How many branches run at the same time.'),
    on_branch_error: z
      .enum(['fail', 'continue'])
      .default('fail')
      .describe(
        '`fail`: the first failure ends the step, and the other branches are stopped. `continue`: a failed branch is `null` in the result.',
      ),
  });

export const parallel = defineStep({
  type: 'parallel',
  dialect: 2,
  summary: 'Run several lists of steps at the same time.',
  needs: [],
  effect: 'none',
  config,
  result: () => z.record(z.string(), jsonObject.nullable()).describe('For each branch its results by key.'),
  example: {
    branches: {
      profile: [
        { type: 'directus', name: 'row', operation: 'read-item', collection: 'creator_profiles', id: '{{params.id}}' },
      ],
      greeting: [{ type: 'log', message: 'Reading the profile' }],
    },
  },
  timeout: null,
  ...stepBehaviours.parallel,
  run: runBranches,
  stub: runBranches,
});

async function runBranches(
  { branches, concurrency, on_branch_error: onError }: z.output<ReturnType<typeof config>>,
  context: Pick<StepContext, 'runSteps' | 'signal' | 'progress' | 'warn'>,
) {
  const names = Object.keys(branches);
  const results = await runSideBySide(
    {
      count: names.length,
      concurrency,
      onError,
      async run(index, signal) {
        const name = names[index]!;
        return (await context.runSteps(['branches', name], branches[name]!, { locals: {}, signal })).results;
      },
    },
    context,
  );
  return Object.fromEntries(names.map((name, index) => [name, results[index] ?? null]));
}
