import type { FlowModel, ReferenceNode } from '../../model/index.ts';
import { rememberLatest } from '../../remember-latest.ts';

/** A parameter of a flow without an `input` schema that is also written in another way. */
export interface OtherSpelling {
  readonly name: string;
  readonly first: ReferenceNode;
  /** Only letters in another order: a slip of the fingers, not another habit. */
  readonly isTransposed: boolean;
  /** The other one is used more often. */
  readonly isUsual: boolean;
}

type Spellings = ReadonlyMap<string, OtherSpelling>;

const spellingsOf = rememberLatest(findSpellings);

/** The spelling that is most likely meant, when this one is the odd one out. */
export function otherSpellingOf(name: string, model: FlowModel): OtherSpelling | undefined {
  return spellingsOf(model).get(name);
}

function findSpellings({ references }: FlowModel): Spellings {
  const uses = new Map<string, ReferenceNode[]>();
  for (const reference of references) {
    const [field] = reference.fields;
    if (reference.binding?.kind !== 'input' || typeof field !== 'string') continue;
    const same = uses.get(field);
    if (same === undefined) uses.set(field, [reference]);
    else same.push(reference);
  }
  const found = new Map<string, OtherSpelling>();
  if (uses.size < 2) return found;
  // The one that is used most often is right; among equals, the one that comes first.
  const byUse = [...uses].toSorted(([, left], [, right]) => right.length - left.length);
  addSame(byUse, found, (name) => name.toLowerCase().replaceAll(/[_-]/g, ''), isAnotherStyle, false);
  addSame(byUse, found, (name) => Array.from(name).toSorted().join(''), isTransposition, true);
  return found;
}

function addSame(
  byUse: readonly (readonly [string, ReferenceNode[]])[],
  found: Map<string, OtherSpelling>,
  signature: (name: string) => string,
  isSame: (a: string, b: string) => boolean,
  isTransposed: boolean,
): void {
  const right = new Map<string, readonly [string, ReferenceNode[]]>();
  for (const entry of byUse) {
    const [name, references] = entry;
    const sign = signature(name);
    const usual = right.get(sign);
    if (usual === undefined) right.set(sign, entry);
    else if (!found.has(name) && isSame(name, usual[0]))
      found.set(name, {
        name: usual[0],
        first: usual[1][0]!,
        isTransposed,
        isUsual: usual[1].length > references.length,
      });
  }
}

const isAnotherStyle = (): boolean => true;

/** Two neighbours changed places. */
function isTransposition(a: string, b: string): boolean {
  if (a.length < 5) return false;
  let at = 0;
  while (a[at] === b[at]) at++;
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}
