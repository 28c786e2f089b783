import type { ReferenceNode } from '../../model/index.ts';
import type { RuleContext } from '../../rule.ts';
import { readField } from '../../types/read-field.ts';
import { typesOf, withoutNull, type ReferenceStop } from '../../types/index.ts';
import { partText, placeOf } from './reference-stop.ts';

/** Shorter names are one slip away from each other too easily. */
const LEAST_LENGTH = 5;

/** A field that an object may have, but is not declared, where a declared one differs by one slip of the fingers. */
export function reportNearMiss(reference: ReferenceNode, context: RuleContext): void {
  const stop = openStop(reference, context);
  if (stop === undefined || stop.holder.kind !== 'object') return;
  const place = placeOf(reference, stop);
  const meant = [...stop.holder.fields.keys()].filter((name) => isSlip(String(place.part), name));
  const [name, other] = meant;
  if (name === undefined || other !== undefined) return;
  const { pointer } = reference.text;
  context.report({
    message: `the schema of "${place.before}" names no field "${place.part}"; did you mean "${name}"?`,
    place: { pointer, range: place.range },
    label: 'not among its fields',
    severity: 'warning',
    confidence: 'medium',
    fix: {
      title: `"${name}"`,
      safety: 'unsafe',
      changes: [{ kind: 'replace-text', pointer, range: place.range, text: partText(name, place, reference) }],
    },
  });
}

/** Where the path leaves what is declared; `undefined` where it does not. */
function openStop(reference: ReferenceNode, context: RuleContext): ReferenceStop | undefined {
  const { binding, fields, target } = reference;
  if (binding === undefined || fields.length === 0) return undefined;
  // What a model or a page gives has fields that nobody declares.
  if (target?.facts?.taint.source !== undefined) return undefined;
  const types = typesOf(context);
  if (types.ofReference(reference).type.kind !== 'any') return undefined;
  let type = types.ofRoot(reference, binding);
  for (let at = 0; at < fields.length; at++) {
    const holder = withoutNull(type);
    const part = fields[at]!;
    if (holder.kind === 'any' || holder.kind === 'union') return undefined;
    if (holder.kind === 'object' && typeof part === 'string' && !holder.fields.has(part)) {
      // Parameters have a rule of their own.
      const isParameter = at === 0 && binding.kind === 'input';
      return isParameter || holder.fields.size === 0 ? undefined : { reason: 'missing-field', at, holder };
    }
    const outcome = readField(holder, part);
    if ('stop' in outcome) return undefined;
    type = outcome.type;
  }
  return undefined;
}

/** One letter too much, too few or another one, or two swapped; not at the end, where `post` becomes `posts`. */
function isSlip(name: string, declared: string): boolean {
  if (Math.min(name.length, declared.length) < LEAST_LENGTH || /\d/.test(name + declared)) return false;
  let start = 0;
  while (start < name.length && name[start] === declared[start]) start++;
  if (start === name.length || start === declared.length) return false;
  const rest = (text: string, from: number): string => text.slice(start + from);
  if (name.length === declared.length) {
    const isSwapped = name[start] === declared[start + 1] && name[start + 1] === declared[start];
    return rest(name, 1) === rest(declared, 1) || (isSwapped && rest(name, 2) === rest(declared, 2));
  }
  return name.length > declared.length ? rest(name, 1) === rest(declared, 0) : rest(name, 0) === rest(declared, 1);
}
