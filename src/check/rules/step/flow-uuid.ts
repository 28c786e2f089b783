import { joinPointer } from '../../../flow/index.ts';
import type { Fix } from '../../finding.ts';
import type { StepNode } from '../../model/index.ts';
import type { ProjectFacts } from '../../project-facts.ts';
import type { Rule } from '../../rule.ts';
import { shortText } from '../../settings/describe-value.ts';
import { hasReference } from '../../settings/has-reference.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export const stepFlowUuid: Rule = {
  name: 'step/flow-uuid',
  severity: 'error',
  confidence: 'high',
  fix: 'unsafe',
  since: '0.2.0',
  summary: 'The id of a Directus flow is not a whole UUID.',
  explanation:
    'Directus finds a flow by its whole UUID, not by its name and not by the beginning of the id that lists and documentation often show. The id stands in the address of the flow in Directus, and `genie-actions doctor` shows whether it can be triggered.',
  bad: {
    text: '{ "type": "directus_trigger", "config": { "flow_uuid": "7506f825-...", "payload": {} } }',
  },
  good: {
    text: '{ "type": "directus_trigger", "config": { "flow_uuid": "7506f825-0a4c-4b37-9c0c-3f4f8a3b1d20", "payload": {} } }',
  },
  appliesTo: ({ type }) => type === 'directus_trigger' || type === 'directus',
  step(node, { report, project }) {
    const setting = settingOf(node);
    if (setting === undefined) return;
    const id = Object.hasOwn(node.step.config, setting) ? node.step.config[setting] : undefined;
    if (typeof id !== 'string' || id === '' || UUID.test(id) || hasReference(id)) return;
    const pointer = joinPointer(node.settingsPointer, setting);
    const known = matchingFlows(id, project);
    report({
      message: `${shortText(id)} is not a UUID (xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx)`,
      place: { pointer },
      label: 'not a UUID',
      notes: known.map(([name, uuid]) => `the flow "${name}" has the id ${uuid}`),
      fix: known.length === 1 ? replacement(pointer, known[0]![1]) : undefined,
    });
  },
};

function settingOf({ step }: StepNode): 'flow_uuid' | 'id' | undefined {
  if (step.type === 'directus_trigger') return 'flow_uuid';
  return step.type === 'directus' && step.config['operation'] === 'trigger-flow' ? 'id' : undefined;
}

/** By name, or by the beginning of the id. */
function matchingFlows(id: string, { directusFlows = {} }: ProjectFacts): [name: string, uuid: string][] {
  const start = id.replace(/[.…]+$/, '').toLowerCase();
  return Object.entries(directusFlows).filter(
    ([name, uuid]) => name === id || (start.length >= 4 && uuid.toLowerCase().startsWith(start)),
  );
}

function replacement(pointer: string, uuid: string): Fix {
  return { title: `"${uuid}"`, safety: 'unsafe', changes: [{ kind: 'replace', pointer, value: uuid }] };
}
