import { nearestName } from '../../nearest-name.ts';
import type { Finding, Fix } from '../finding.ts';
import type { FlowModel } from '../model/index.ts';
import type { Rule } from '../rule.ts';
import type { Suppression } from './suppression.ts';

/** Why a suppression does nothing. */
export function suppressionMistake(
  { rule: name, reason, pointer }: Suppression,
  rules: ReadonlyMap<string, Rule>,
): Finding | undefined {
  const rule = rules.get(name);
  if (rule === undefined) {
    const meant = nearestName(name, ignorable(rules));
    return {
      message: `there is no rule "${name.slice(0, 80)}"${meant === undefined ? '' : `; did you mean "${meant}"?`}`,
      place: { pointer, at: 'key' },
      label: 'no such rule',
      notes: meant === undefined ? ['"genie-actions lint --rules" lists the rules'] : [],
      fix: meant === undefined ? undefined : rename(pointer, meant),
    };
  }
  if (rule.isIgnorable === false) {
    return {
      message: `${name} cannot be suppressed`,
      place: { pointer, at: 'key' },
      label: 'has no effect',
      notes: [rule.summary],
    };
  }
  if (typeof reason === 'string' && reason.trim() !== '') return undefined;
  return { message: `say why ${name} is right to be here`, place: { pointer }, label: 'a reason in words' };
}

function ignorable(rules: ReadonlyMap<string, Rule>): string[] {
  return [...rules.values()].filter(({ isIgnorable }) => isIgnorable !== false).map(({ name }) => name);
}

/** `unused` are all unused ones of the flow: when nothing else is left in a `$lint`, all of it goes. */
export function unusedSuppression(
  { rule, scope, pointer }: Suppression,
  unused: readonly Suppression[],
  { flow, steps }: FlowModel,
): Finding {
  const where = scope === '' ? 'in this flow' : 'on this step';
  const lint = scope === '' ? flow.lint : steps.find(({ step }) => step.pointer === scope)?.step.lint;
  const isAll = Object.keys(lint ?? {}).every((name) =>
    unused.some((other) => other.scope === scope && other.rule === name),
  );
  const gone = isAll ? pointer.slice(0, pointer.lastIndexOf('/')) : pointer;
  return {
    message: `nothing to suppress: ${rule} finds nothing ${where}`,
    place: { pointer, at: 'key' },
    fix: { title: 'remove it', safety: 'safe', changes: [{ kind: 'remove', pointer: gone }] },
  };
}

function rename(pointer: string, key: string): Fix {
  return { title: `"${key}"`, safety: 'safe', changes: [{ kind: 'rename-key', pointer, key }] };
}
