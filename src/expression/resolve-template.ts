import type { Json, JsonObject } from '../json.ts';
import type { AbsencePolicy } from './absence-policy.ts';
import { absentProperty } from './absent-property.ts';
import { evaluateExpression } from './expression.ts';
import { setOwn } from './own-property.ts';
import { resolvePath } from './resolve-path.ts';
import type { Scope } from './scope.ts';
import type { TextPart } from './split-text.ts';
import type { Template } from './template.ts';

/** What happens in a top-level setting to an optional property that was not given; `""` asks for a template that is no object. */
export type PolicyOf = (topLevelKey: string) => AbsencePolicy;

const ALWAYS_FAIL: PolicyOf = () => 'fail';

/**
 * Puts values in the place of references, in one pass: what comes from a reference is never looked at again.
 *
 * Returns `undefined` when the whole value is an absent property under `omit`. The result shares unchanged parts with the
 * document and values with the scope: it must not be changed.
 * Throws `REFERENCE_MISSING`, `EXPRESSION_FAILED` and `EXPRESSION_TOO_COSTLY`.
 */
export function resolveTemplate(template: Template, scope: Scope, policyOf: PolicyOf = ALWAYS_FAIL): Json | undefined {
  if (template.kind === 'constant') return template.value;
  if (template.kind !== 'object') return resolve(template, scope, policyOf(''));
  return resolveObject(template.entries, scope, policyOf);
}

function resolve(template: Template, scope: Scope, policy: AbsencePolicy): Json | undefined {
  switch (template.kind) {
    case 'constant':
      return template.value;
    case 'text':
      return resolveText(template.parts, scope, policy);
    case 'list':
      return template.items.map((item) => resolve(item, scope, policy) ?? null);
    case 'object':
      return resolveObject(template.entries, scope, () => policy);
  }
}

function resolveObject(
  entries: readonly (readonly [string, Template])[],
  scope: Scope,
  policyOf: PolicyOf,
): JsonObject {
  const object: JsonObject = {};
  for (const [key, entry] of entries) {
    const value = entry.kind === 'constant' ? entry.value : resolve(entry, scope, policyOf(key));
    if (value !== undefined) setOwn(object, key, value);
  }
  return object;
}

function resolveText(parts: readonly TextPart[], scope: Scope, policy: AbsencePolicy): Json | undefined {
  if (parts.length === 1) return resolvePart(parts[0]!, scope, policy === 'omit');
  let text = '';
  for (const part of parts) {
    text += typeof part === 'string' ? part : toText(resolvePart(part, scope, policy !== 'fail'));
  }
  return text;
}

function resolvePart(part: TextPart, scope: Scope, mayBeAbsent: boolean): Json | undefined {
  if (typeof part === 'string') return part;
  if (part.kind === 'problem') throw part.problem;
  const path =
    part.kind === 'reference' ? part.path : part.expression.kind === 'path' ? part.expression.path : undefined;
  if (part.kind === 'expression' && path === undefined) return evaluateExpression(part.expression, scope);
  const value = resolvePath(path!, scope);
  if (value === undefined && !mayBeAbsent) throw absentProperty(path!, WHY_ABSENCE_FAILS);
  return value;
}

const WHY_ABSENCE_FAILS =
  'Left out of a filter or an id it would mean every row. Require it in "input", give it a default, or skip the step with "when".';

/** How a value goes into a longer text. */
function toText(value: Json | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
