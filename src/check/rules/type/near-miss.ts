import type { ReferenceNode } from '../../model/index.ts';
import type { RuleContext } from '../../rule.ts';
import { typesOf } from '../../types/index.ts';
import { partText, placeOf } from './reference-stop.ts';

/** Shorter names are one slip away from each other too easily. */
const LEAST_LENGTH = 5;

/** A field that an object may have, but is not declared, where a declared one differs by one slip of the fingers. */
export function reportNearMiss(reference: ReferenceNode, context: RuleContext): void {
  const stop = typesOf(context).ofReference(reference).gap;
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
