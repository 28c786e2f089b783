import { ANY, type Type } from './type.ts';

/** A union may get no longer than this; longer ones are of any type. */
const MAX_MEMBERS = 12;

/** What a value is that is one of several. */
export function joinTypes(types: readonly Type[]): Type {
  const [first] = types;
  if (first === undefined) return ANY;
  if (types.length === 1) return first;
  const members: Type[] = [];
  for (const type of types) {
    if (type.kind === 'any') return ANY;
    for (const member of type.kind === 'union' ? type.members : [type]) {
      const index = members.findIndex((known) => known.kind === member.kind && merged(known, member) !== undefined);
      if (index === -1) members.push(member);
      else members[index] = merged(members[index]!, member)!;
    }
    if (members.length > MAX_MEMBERS) return ANY;
  }
  return members.length === 1 ? members[0]! : { kind: 'union', members };
}

/** The type without `null`: nothing is reported about a value because it could be null. */
export function withoutNull(type: Type): Type {
  if (type.kind !== 'union' || !type.members.some(isNull)) return type;
  const members = type.members.filter((member) => !isNull(member));
  return members.length === 1 ? members[0]! : members.length === 0 ? { kind: 'null' } : { kind: 'union', members };
}

function isNull({ kind }: Type): boolean {
  return kind === 'null';
}

/** One type for two of the same kind; `undefined` where they are better kept apart. */
function merged(known: Type, other: Type): Type | undefined {
  if (known === other) return known;
  if (known.kind === 'number' && other.kind === 'number') {
    return known.isInteger === other.isInteger ? known : { kind: 'number', isInteger: false };
  }
  if (known.kind === 'string' && other.kind === 'string') {
    const values = known.values && other.values && [...new Set([...known.values, ...other.values])];
    return values === undefined ? { kind: 'string' } : { kind: 'string', values };
  }
  return known.kind === 'null' || known.kind === 'boolean' ? known : undefined;
}
