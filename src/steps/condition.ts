import { z } from 'zod';
import { isTruthy } from '../json.ts';
import { jsonValue } from '../operations/json-settings.ts';
import { defineStep, expression, stepList, type StepContext } from '../step.ts';

const BRANCHES = ['then', 'else'] as const;
const [THEN, ELSE] = BRANCHES;

const config = () =>
  z.strictObject({
    if: expression().describe('Which branch runs: `then` unless this is false, null, 0 or an empty text.'),
    [THEN]: stepList().default([]).describe('Steps that run when it holds. Their results are visible afterwards.'),
    [ELSE]: stepList()
      .default([])
      .describe('Steps that run when it does not hold. Their results are visible afterwards.'),
  });

export const condition = defineStep({
  type: 'condition',
  dialect: 2,
  summary: 'Run one list of steps or another.',
  needs: [],
  effect: 'none',
  config,
  result: () =>
    z.strictObject({
      branch: z.enum(BRANCHES).describe('Which branch ran.'),
      result: jsonValue.describe('The result of its last step; `null` when it has none.'),
    }),
  example: {
    if: 'size(posts) > 0',
    [THEN]: [{ type: 'log', message: 'There are posts' }],
    [ELSE]: [{ type: 'error', message: 'No posts yet' }],
  },
  timeout: null,
  run: choose,
  stub: choose,
});

async function choose(
  settings: z.output<ReturnType<typeof config>>,
  context: Pick<StepContext, 'evaluate' | 'runSteps'>,
) {
  const branch = isTruthy(context.evaluate(settings.if)) ? THEN : ELSE;
  const { last } = await context.runSteps([branch], settings[branch]);
  return { branch, result: last };
}
