import { joinPointer } from '../../../flow/index.ts';
import { isJsonObject, type JsonObject } from '../../../json.ts';
import { nearestName } from '../../../nearest-name.ts';
import type { StepNode } from '../../model/index.ts';
import type { Rule } from '../../rule.ts';
import { shortText } from '../../settings/describe-value.ts';
import { hasReference } from '../../settings/has-reference.ts';

const PLACEHOLDER = /%([A-Za-z_][\w-]*)%/g;
const NOTHING: JsonObject = {};

export const stagehandActionVariables: Rule = {
  name: 'stagehand/action-variables',
  severity: 'warning',
  confidence: 'high',
  fix: 'safe',
  since: '0.2.0',
  summary: 'The `%name%` in an action and its `variables` do not fit together.',
  explanation:
    'What `variables` hold is typed where the action says `%name%`, and the model never sees it. A `%name%` without a variable is typed as it stands; a variable that nothing names is never typed.',
  bad: {
    text: `{ "type": "stagehand_start", "result_key": "b", "config": {} },
{ "type": "stagehand_navigate", "config": { "sessionId": "$b.sessionId", "url": "https://example.com/" } },
{ "type": "stagehand_act", "config": { "sessionId": "$b.sessionId", "action": "type %qeury% into the search box", "variables": { "query": "yoga" } } },
{ "type": "stagehand_close", "config": { "sessionId": "$b.sessionId" } }`,
  },
  good: {
    text: `{ "type": "stagehand_start", "result_key": "b", "config": {} },
{ "type": "stagehand_navigate", "config": { "sessionId": "$b.sessionId", "url": "https://example.com/" } },
{ "type": "stagehand_act", "config": { "sessionId": "$b.sessionId", "action": "type %query% into the search box", "variables": { "query": "yoga" } } },
{ "type": "stagehand_close", "config": { "sessionId": "$b.sessionId" } }`,
  },
  appliesTo: ({ type }) => type === 'stagehand_act' || type === 'stagehand',
  step(node, { report }) {
    const settings = actSettings(node);
    if (settings === undefined) return;
    const { action, variables = NOTHING } = settings;
    // Variables that come from a reference may have any name.
    if (typeof action !== 'string' || !isJsonObject(variables)) return;
    if (!action.includes('%') && variables === NOTHING) return;
    const base = node.step.type === 'stagehand' ? `${node.settingsPointer}/params` : node.settingsPointer;
    const matches = [...action.matchAll(PLACEHOLDER)];
    const unused = new Set(Object.keys(variables));
    for (const { 1: name } of matches) unused.delete(name!);
    for (const { 0: written, 1: name = '', index } of matches) {
      if (Object.hasOwn(variables, name)) continue;
      const nearest = nearestName(name, unused);
      if (nearest !== undefined) unused.delete(nearest);
      const pointer = `${base}/action`;
      const range = { start: index + 1, end: index + written.length - 1 };
      report({
        message: `there is no variable ${shortText(name)} for this action${nearest === undefined ? '' : `; did you mean "${nearest}"?`}`,
        place: { pointer, range },
        label: 'typed as it stands',
        fix:
          nearest === undefined
            ? undefined
            : {
                title: `"%${nearest}%"`,
                safety: 'safe',
                changes: [{ kind: 'replace-text', pointer, range, text: nearest }],
              },
      });
    }
    // What a reference brings may name it.
    if (hasReference(action)) return;
    for (const name of unused) {
      report({
        message: `nothing in the action names the variable ${shortText(name)}; write %${name}% where it is to be typed`,
        place: { pointer: joinPointer(`${base}/variables`, name), at: 'key' },
        label: 'never typed',
      });
    }
  },
};

/** The settings of a step that acts on the page. */
function actSettings({ step }: StepNode): JsonObject | undefined {
  if (step.type === 'stagehand_act') return step.config;
  const { action, params } = step.config;
  return action === 'act' && isJsonObject(params) ? params : undefined;
}
