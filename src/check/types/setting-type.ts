import type { JsonObject } from '../../json.ts';
import type { TextNode } from '../model/index.ts';
import { joinTypes, withoutNull } from './join-types.ts';
import { readField } from './read-field.ts';
import { typeOfSchema } from './schema-type.ts';
import { ANY, type Type } from './type.ts';

interface KnownSetting {
  readonly type: Type;
  /** Nothing is known of the values inside it. */
  readonly isOpaque: boolean;
}

const settingsOf = new WeakMap<JsonObject, ReadonlyMap<string, KnownSetting>>();

/** What a step takes at the place of a text in its settings; any where nothing is known, and for what is an expression itself. */
export function typeOfPlace(text: TextNode): Type {
  const { site, isExpression } = text;
  if (site.kind !== 'setting' || isExpression || site.step?.facts === undefined) return ANY;
  const known = knownSettings(site.step.facts.settings).get(site.setting);
  if (known === undefined || known.type.kind === 'any') return ANY;
  if (typeof site.step.step.config[site.setting] === 'string') return known.type;
  return known.isOpaque ? ANY : typeInside(known.type, text.path);
}

function knownSettings(schema: JsonObject): ReadonlyMap<string, KnownSetting> {
  let known = settingsOf.get(schema);
  if (known === undefined) {
    const type = typeOfSchema(schema);
    const fields = type.kind === 'object' ? [...type.fields] : [];
    known = new Map(fields.map(([name, { type }]) => [name, { type, isOpaque: isOpaque(type) }]));
    settingsOf.set(schema, known);
  }
  return known;
}

function isOpaque(type: Type): boolean {
  if (type.kind === 'union') return type.members.every(isOpaque);
  if (type.kind === 'list') return isOpaque(type.item) && (type.item.kind === 'any' || type.item.kind === 'object');
  return type.kind !== 'object' || type.fields.size === 0;
}

/** Of several types that a setting can be, those that have the place say what it takes. */
function typeInside(type: Type, path: readonly (string | number)[]): Type {
  let types: readonly Type[] = [type];
  for (const part of path.slice(1)) {
    const inner: Type[] = [];
    for (const each of types.flatMap((one) => (one.kind === 'union' ? one.members : [one]))) {
      const outcome = each.kind === 'list' && typeof part === 'string' ? undefined : readField(withoutNull(each), part);
      if (outcome !== undefined && 'type' in outcome) inner.push(outcome.type);
    }
    if (inner.length === 0) return ANY;
    types = inner;
  }
  return joinTypes(types);
}
