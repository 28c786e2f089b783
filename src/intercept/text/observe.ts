import type { Machine } from '../machine.ts';
import { canonicalSlug } from '../tag/canonical-slug.ts';
import { beginHead, Head, readHead } from '../tag/tag-head.ts';
import { flushText } from './emit-text.ts';

/** The cursor is on a quoted `[`: reads ahead for a tag head, holds nothing. */
export function observe(machine: Machine, index: number): void {
  machine.isObserving = true;
  beginHead(machine.head);
  observeFurther(machine, index + 1);
}

/** Reads on from `from`, at the latest with the next chunk; a head that is complete is reported and stays text. */
export function observeFurther(machine: Machine, from: number): void {
  const { chunk, head } = machine;
  for (let index = from; index < chunk.length; index += 1) {
    const result = readHead(head, chunk.charCodeAt(index));
    if (result === Head.open) continue;
    machine.isObserving = false;
    if (result === Head.mismatch) return;
    const { slug, isKnown } = canonicalSlug(machine.settings, head.slug);
    if (result === Head.closed && (machine.settings.knownSlugs === undefined || !isKnown)) return;
    flushText(machine, index);
    machine.events.push({ type: 'quoted', slug });
    return;
  }
}
