import { joinPointer } from '../../../flow/index.ts';
import { isJsonObject } from '../../../json.ts';
import { nearestName } from '../../../nearest-name.ts';
import type { Rule } from '../../rule.ts';
import { outputTypeFindings } from './output-types.ts';

const flowWith = (output: string): string =>
  `{
  "slug": "post-create",
  "name": "Create a post",
  "description": "Writes a caption.",
  "steps": [{ "type": "log", "message": "Hello" }],
  "output": ${output},
  "output_schema": { "type": "object", "required": ["post_id"], "properties": { "post_id": { "type": "string" } }, "additionalProperties": false }
}
`;

export const flowOutput: Rule = {
  name: 'flow/output',
  severity: 'error',
  confidence: 'high',
  fix: 'safe',
  since: '0.2.0',
  summary: 'The keys or the values of `output` do not fit `output_schema`.',
  explanation:
    'A run whose output does not satisfy the schema fails at its very end, when everything is done. Which keys the output has, and of what type many of its values are, can be seen before.',
  bad: { isWhole: true, text: flowWith('{ "postid": "42" }') },
  good: { isWhole: true, text: flowWith('{ "post_id": "42" }') },
  flow(context) {
    const { model, report } = context;
    const { output, outputSchema } = model.flow;
    for (const finding of outputTypeFindings(context)) report(finding);
    if (outputSchema === undefined || !isJsonObject(output)) return;
    const { properties, required, additionalProperties } = outputSchema;
    const names = isJsonObject(properties) ? Object.keys(properties) : [];
    const missing = Array.isArray(required)
      ? required.filter((name) => typeof name === 'string').filter((name) => !Object.hasOwn(output, name))
      : [];
    for (const key of Object.keys(output)) {
      if (names.includes(key)) continue;
      const meant =
        nearestName(key, missing) ??
        nearestName(
          key,
          names.filter((name) => !Object.hasOwn(output, name)),
        );
      const isRefused = additionalProperties === false && outputSchema['patternProperties'] === undefined;
      if (!isRefused && (meant === undefined || !missing.includes(meant))) continue;
      if (meant !== undefined && missing.includes(meant)) missing.splice(missing.indexOf(meant), 1);
      const pointer = joinPointer('/output', key);
      report({
        message: `"output_schema" has no "${key}"${meant === undefined ? '' : `; did you mean "${meant}"?`}`,
        place: { pointer, at: 'key' },
        fix:
          meant === undefined
            ? undefined
            : { title: `rename to "${meant}"`, safety: 'safe', changes: [{ kind: 'rename-key', pointer, key: meant }] },
      });
    }
    for (const name of missing) {
      report({
        message: `"output" has no "${name}", which "output_schema" requires`,
        place: { pointer: '/output', at: 'open' },
      });
    }
  },
};
