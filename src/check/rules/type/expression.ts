import { expressionOffset } from '../../expressions/expression-types.ts';
import { typesOf } from '../../types/index.ts';
import type { Rule } from '../../rule.ts';

export const typeExpression: Rule = {
  name: 'type/expression',
  severity: 'error',
  confidence: 'high',
  fix: undefined,
  since: '0.2.0',
  summary: 'An operator or a function of an expression does not work on the types of its values.',
  explanation:
    'Expressions do not convert values: a text is neither greater than a number nor true, and `size()` counts lists, objects and texts only. Such an expression fails each time it is evaluated. `int()`, `double()` and `string()` convert, `has()` asks whether something is there, and every value can be compared with `==`.',
  bad: {
    text: `{ "type": "ollama_generate", "result_key": "score", "config": { "model": "dolphin3:8b", "prompt": "Rate $input.topic" } },
{ "type": "log", "when": "score.response > 3", "config": { "message": "good" } }`,
  },
  good: {
    text: `{ "type": "ollama_generate", "result_key": "score", "config": { "model": "dolphin3:8b", "prompt": "Rate $input.topic", "format": { "stars": "integer" } } },
{ "type": "log", "when": "score.json.stars > 3", "config": { "message": "good" } }`,
  },
  expression(expression, context) {
    const problem = typesOf(context).problemOf(expression);
    if (problem === undefined) return;
    const offset = expressionOffset(expression);
    context.report({
      message: `this expression fails: ${problem.message}`,
      place: {
        pointer: expression.text.pointer,
        range: { start: offset + problem.start, end: offset + problem.end },
      },
    });
  },
};
