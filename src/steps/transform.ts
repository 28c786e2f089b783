import { z } from 'zod';
import type { Json } from '../json.ts';
import { jsonValue, textLike } from '../operations/json-settings.ts';
import { queryJson } from '../operations/query-json.ts';
import { stepBehaviours } from '../operations/step-behaviours.ts';
import { defineStep, expression, type StepContext } from '../step.ts';

const config = () =>
  z.strictObject({
    input: jsonValue.optional().describe('What `jsonpath` looks into; in `expression` it goes by the name `input`.'),
    jsonpath: textLike(/^\$/, 'must start with "$"')
      .optional()
      .describe(
        'A JSONPath (RFC 9535). The value for a path to one place (`$.posts[0]`), a list of all finds for any other.',
      ),
    expression: expression()
      .optional()
      .describe('An expression over the names of the flow: `posts.filter(p, p.likes > 10)`.'),
    template: jsonValue
      .optional()
      .describe('Any JSON with references in it; the result is the same with the values filled in.'),
  });

export const transform = defineStep({
  type: 'transform',
  dialect: 2,
  summary: 'Make a value from others: by JSONPath, by an expression, or by a template.',
  needs: [],
  effect: 'none',
  config,
  result: jsonValue,
  example: { input: '{{posts}}', jsonpath: '$[*].title' },
  taint: { sinks: { jsonpath: 'query' } },
  ...stepBehaviours.transform,
  run: change,
  stub: change,
});

async function change(
  { input, jsonpath, expression: source, template = null }: z.output<ReturnType<typeof config>>,
  context: Pick<StepContext, 'evaluate'>,
): Promise<Json> {
  if (jsonpath !== undefined) return queryJson(input ?? null, jsonpath);
  if (source !== undefined) return context.evaluate(source, input === undefined ? undefined : { input });
  return template;
}
