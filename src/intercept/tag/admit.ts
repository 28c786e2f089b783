import { emit } from '../emit.ts';
import type { Repair } from '../events.ts';
import { fingerprint } from '../params/fingerprint.ts';
import type { JsonObject } from '../params/json-value.ts';
import type { Machine } from '../machine.ts';
import { hasSeen, remember } from './seen-actions.ts';

/** A sound tag. */
export interface Candidate {
  readonly params: JsonObject;
  readonly raw: string;
  readonly endOffset: number;
  readonly repairs: readonly Repair[];
}

/** Hands an action over, unless it is a duplicate or one too many. */
export function admit(machine: Machine, { params, raw, endOffset, repairs }: Candidate): void {
  const { slug, settings, tagOffset } = machine;
  const isCompared = settings.dedupe !== 'off';
  const key = isCompared ? fingerprint(params) : 0;
  if (isCompared && hasSeen(machine.seen, key, slug, params)) {
    emit(machine, { type: 'suppressed', slug, why: 'duplicate' });
    return;
  }
  if (machine.actions >= settings.maxActions) {
    emit(machine, { type: 'suppressed', slug, why: 'limit' });
    return;
  }
  if (settings.dedupe === 'consecutive') machine.seen.clear();
  if (isCompared) remember(machine.seen, key, slug, params);
  if (repairs.length > 0) machine.repaired += 1;
  emit(machine, {
    type: 'action',
    id: `tag-${tagOffset}`,
    index: machine.actions,
    slug,
    params,
    raw,
    span: [tagOffset, endOffset],
    repairs,
    known: machine.isKnown,
  });
  machine.actions += 1;
}
