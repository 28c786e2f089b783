import type { ReferenceNode } from '../model/index.ts';
import { withoutNull } from './join-types.ts';
import type { StopReason } from './read-field.ts';
import type { Type } from './type.ts';

/** What a reference reads. */
export interface ReferenceType {
  /** Any where it cannot be read. */
  readonly type: Type;
  readonly stop: ReferenceStop | undefined;
  /** Where the path leaves the declared fields of an object that may have others, if it does. */
  readonly gap: ReferenceStop | undefined;
}

/** Where a path cannot go on, and why. */
export interface ReferenceStop {
  readonly reason: StopReason;
  /** Index in `fields` of the part that cannot be read. */
  readonly at: number;
  /** The type of what stands before that part. */
  readonly holder: Type;
}

/**
 * The gap at this part of a path, which is read from a value of `type`; `undefined` when there is none. What a model or a page
 * gives has fields that nobody declares, and the names of parameters are another matter.
 */
export function gapAt(at: number, type: Type, { fields, binding, target }: ReferenceNode): ReferenceStop | undefined {
  const holder = withoutNull(type);
  const part = fields[at]!;
  if (holder.kind !== 'object' || typeof part !== 'string' || holder.fields.size === 0 || holder.fields.has(part))
    return undefined;
  if ((at === 0 && binding?.kind === 'input') || target?.facts?.taint.source !== undefined) return undefined;
  return { reason: 'missing-field', at, holder };
}
