import { nearestName } from '../../nearest-name.ts';
import type { Finding } from '../finding.ts';
import type { Rule } from '../rule.ts';
import { promptParamDrift } from '../rules/prompt/param-drift.ts';
import { promptUnknownAction } from '../rules/prompt/unknown-action.ts';
import type { FlowParameters } from './flow-parameters.ts';
import type { PromptAction } from './read-prompt.ts';

/** A flow as a prompt may speak of it. */
export interface OfferedFlow {
  readonly file: string;
  readonly isActive: boolean;
  readonly parameters: FlowParameters;
}

/** What is wrong with one action of a prompt. */
export function promptFinding(
  action: PromptAction,
  flows: ReadonlyMap<string, OfferedFlow>,
): { rule: Rule; finding: Finding } | undefined {
  const flow = flows.get(action.slug);
  if (flow === undefined) return { rule: promptUnknownAction, finding: unknownAction(action, flows) };
  const place = { pointer: '', span: action.slugRange };
  if (!flow.isActive) {
    const message = `the prompt offers "${action.slug}", but that flow is not active`;
    return {
      rule: promptUnknownAction,
      finding: { message, place, label: 'inactive', notes: [`see "active" in ${flow.file}`] },
    };
  }
  const finding = drift(action, flow);
  return finding && { rule: promptParamDrift, finding };
}

function unknownAction({ slug, slugRange }: PromptAction, flows: ReadonlyMap<string, OfferedFlow>): Finding {
  const active = [...flows].filter(([, { isActive }]) => isActive).map(([name]) => name);
  const meant = nearestName(slug, active);
  return {
    message: `the prompt offers "${slug}", but no flow has that slug${meant === undefined ? '' : `; did you mean "${meant}"?`}`,
    place: { pointer: '', span: slugRange },
    label: 'no such flow',
    fix:
      meant === undefined
        ? undefined
        : { title: `"${meant}"`, safety: 'safe', changes: [{ kind: 'edit', span: slugRange, text: meant }] },
  };
}

function drift(
  { slug, slugRange, parameters: shown }: PromptAction,
  { file, parameters }: OfferedFlow,
): Finding | undefined {
  if (shown === undefined) return undefined;
  const { names, required, isOpen, hasSchema } = parameters;
  const [stranger] = isOpen ? [] : shown.filter(({ name }) => !names.includes(name));
  const missing = required.filter((name) => !shown.some((other) => other.name === name));
  if (stranger === undefined && missing.length === 0) return undefined;
  const example = `{${shown.map(({ name }) => name).join(', ')}}`;
  const takes = hasSchema ? `takes ${listed(names)}` : `reads ${listed(names.map((name) => `$input.${name}`))}`;
  const contents = stranger === undefined ? `needs ${listed(missing)}` : takes;
  return {
    message: `the prompt shows ${slug} with ${example}, but the flow ${contents}`,
    place: { pointer: '', span: stranger ?? slugRange },
    label: stranger === undefined ? `without ${listed(missing)}` : 'not used by the flow',
    notes: [`the flow is in ${file}`],
  };
}

function listed(names: readonly string[]): string {
  if (names.length === 0) return 'no parameters';
  const shown = names.slice(0, 6);
  const last = names.length > 6 ? 'more' : shown.pop()!;
  return shown.length === 0 ? last : `${shown.join(', ')} and ${last}`;
}
