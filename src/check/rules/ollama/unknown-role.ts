import { isJsonObject } from '../../../json.ts';
import { nearestName } from '../../../nearest-name.ts';
import type { Rule } from '../../rule.ts';
import { shortText } from '../../settings/describe-value.ts';
import { isModelCall } from './is-model-call.ts';

const ROLES = ['system', 'user', 'assistant', 'tool'] as const;
const KNOWN: ReadonlySet<string> = new Set(ROLES);

/** What other services call them. */
const OTHER_NAMES: ReadonlyMap<string, string> = new Map([
  ['human', 'user'],
  ['ai', 'assistant'],
  ['bot', 'assistant'],
  ['model', 'assistant'],
]);

export const ollamaUnknownRole: Rule = {
  name: 'ollama/unknown-role',
  severity: 'warning',
  confidence: 'high',
  fix: 'safe',
  since: '0.2.0',
  summary: 'A message of a conversation has a role that models do not know.',
  explanation:
    'The roles are `system`, `user`, `assistant` and `tool`. What any other one says is left out of the prompt by most models, or put in as if the person had said it. Roles that nothing is near to are left alone: some models have their own.',
  bad: {
    text: '{ "type": "ollama_chat", "config": { "model": "dolphin3:8b", "messages": [{ "role": "usr", "content": "Hello" }] } }',
  },
  good: {
    text: '{ "type": "ollama_chat", "config": { "model": "dolphin3:8b", "messages": [{ "role": "user", "content": "Hello" }] } }',
  },
  appliesTo: ({ type }) => type.startsWith('ollama'),
  step(node, { report }) {
    const { messages } = node.step.config;
    if (!Array.isArray(messages) || !isModelCall(node)) return;
    for (let index = 0; index < messages.length; index++) {
      const message = messages[index];
      const role = isJsonObject(message) && Object.hasOwn(message, 'role') ? message['role'] : undefined;
      if (typeof role !== 'string' || KNOWN.has(role)) continue;
      const near = nearestName(role, ROLES);
      const meant = near ?? OTHER_NAMES.get(role.toLowerCase());
      if (meant === undefined) continue;
      const pointer = `${node.settingsPointer}/messages/${index}/role`;
      report({
        message: `there is no role ${shortText(role)}; did you mean "${meant}"?`,
        place: { pointer },
        label: 'no such role',
        fix: {
          title: `"${meant}"`,
          safety: near === undefined ? 'unsafe' : 'safe',
          changes: [{ kind: 'replace', pointer, value: meant }],
        },
      });
    }
  },
};
