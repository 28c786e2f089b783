import { joinTypes, withoutNull } from './join-types.ts';
import { ANY, type Type } from './type.ts';

/** Why a part of a path cannot be read. */
export type StopReason = 'missing-field' | 'field-of-list' | 'field-of-scalar' | 'index-of-other';

export type ReadOutcome =
  | { readonly type: Type }
  | {
      readonly stop: StopReason;
      /** What it was read from, without `null`. */
      readonly holder: Type;
    };

const UNKNOWN: ReadOutcome = { type: ANY };

/** What a field or an entry is. Of a type that may be several things, one that has it is enough. */
export function readField(type: Type, part: string | number): ReadOutcome {
  const holder = type.kind === 'union' ? withoutNull(type) : type;
  switch (holder.kind) {
    case 'any':
    case 'null':
      return UNKNOWN;
    case 'union':
      return readFromUnion(holder.members, part);
    case 'list':
      return typeof part === 'number' ? { type: holder.item } : { stop: 'field-of-list', holder };
    case 'object': {
      if (typeof part === 'number') return { stop: 'index-of-other', holder };
      const field = holder.fields.get(part);
      if (field !== undefined) return field;
      return holder.isOpen ? UNKNOWN : { stop: 'missing-field', holder };
    }
    default:
      return { stop: typeof part === 'number' ? 'index-of-other' : 'field-of-scalar', holder };
  }
}

function readFromUnion(members: readonly Type[], part: string | number): ReadOutcome {
  const types: Type[] = [];
  let first: ReadOutcome | undefined;
  for (const member of members) {
    const outcome = readField(member, part);
    if ('type' in outcome) types.push(outcome.type);
    else first ??= outcome;
  }
  return types.length > 0 || first === undefined ? { type: joinTypes(types) } : first;
}
