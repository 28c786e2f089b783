import type { Repair } from '../events.ts';
import { canonicalJson } from '../params/canonical-json.ts';
import type { JsonObject } from '../params/json-value.ts';
import type { Machine } from '../machine.ts';

/** A sound tag. */
export interface Candidate {
  readonly params: JsonObject;
  readonly raw: string;
  readonly endOffset: number;
  readonly repairs: readonly Repair[];
}

/** Hands an action over, unless it is a duplicate or one too many. */
export function admit(machine: Machine, { params, raw, endOffset, repairs }: Candidate): void {
  const { slug, settings, tagOffset, events } = machine;
  if (settings.dedupe !== 'off') {
    const key = `${slug}:${canonicalJson(params)}`;
    const isDuplicate = settings.dedupe === 'response' ? machine.seen.has(key) : machine.lastSeen === key;
    if (isDuplicate) {
      events.push({ type: 'suppressed', slug, why: 'duplicate' });
      return;
    }
    machine.lastSeen = key;
    if (settings.dedupe === 'response' && machine.actions < settings.maxActions) machine.seen.add(key);
  }
  if (machine.actions >= settings.maxActions) {
    events.push({ type: 'suppressed', slug, why: 'limit' });
    return;
  }
  if (repairs.length > 0) machine.repaired += 1;
  events.push({
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
