import type { Json } from '../../json.ts';
import { typeOfSchema } from './schema-type.ts';
import type { Type } from './type.ts';

/** Whether values of a type can be what a schema or another type asks for. In doubt they can. */
export function isAssignable(type: Type, target: Type | { readonly schema: Json }): boolean {
  return fits(type, 'schema' in target ? typeOfSchema(target.schema) : target);
}

function fits(type: Type, target: Type): boolean {
  if (type.kind === 'any' || target.kind === 'any' || type.kind === 'null') return true;
  if (type.kind === 'union') return type.members.some((member) => member.kind !== 'null' && fits(member, target));
  if (target.kind === 'union') return target.members.some((member) => fits(type, member));
  if (type.kind !== target.kind) return false;
  if (type.kind === 'string' && target.kind === 'string') {
    const { values } = target;
    return type.values === undefined || values === undefined || type.values.some((value) => values.includes(value));
  }
  return type.kind !== 'list' || target.kind !== 'list' || fits(type.item, target.item);
}
