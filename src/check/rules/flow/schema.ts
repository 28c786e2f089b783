import type { Rule } from '../../rule.ts';
import { schemaFindings } from './schema-findings.ts';

const flowWith = (input: string): string =>
  `{
  "slug": "post-create",
  "name": "Create a post",
  "description": "Writes a caption.",
  "input": ${input},
  "steps": []
}
`;

export const flowSchema: Rule = {
  name: 'flow/schema',
  severity: 'error',
  confidence: 'high',
  fix: 'safe',
  since: '0.2.0',
  summary: 'The `input` or `output_schema` of a flow is no usable JSON Schema.',
  explanation:
    'A schema that cannot be used stops every run of the flow, and a keyword that is misspelt checks nothing, in silence. A `default` is put in before the check, and has to pass it. `input` describes the parameters, so that it is an object schema.',
  bad: { isWhole: true, text: flowWith('{ "type": "object", "properties": { "platform": { "type": "strng" } } }') },
  good: { isWhole: true, text: flowWith('{ "type": "object", "properties": { "platform": { "type": "string" } } }') },
  flow({ model: { flow }, report }) {
    if (flow.input !== undefined) {
      const { type } = flow.input;
      for (const finding of schemaFindings(flow.input, '/input')) report(finding);
      if (typeof type === 'string' && type !== 'object' && SIMPLE_TYPES.has(type)) {
        report({
          message: `"input" describes the parameters, which are an object, not ${type}`,
          place: { pointer: '/input/type' },
          label: 'should be "object"',
        });
      }
    }
    if (flow.outputSchema === undefined) return;
    for (const finding of schemaFindings(flow.outputSchema, '/output_schema')) report(finding);
  },
};

const SIMPLE_TYPES: ReadonlySet<string> = new Set(['array', 'boolean', 'integer', 'null', 'number', 'string']);
