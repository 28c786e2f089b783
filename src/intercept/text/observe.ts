import { emit } from '../emit.ts';
import type { Machine } from '../machine.ts';
import { canonicalSlug } from '../tag/canonical-slug.ts';
import { beginHead, Head, readHead, slugIn } from '../tag/tag-head.ts';
import { flushText } from './emit-text.ts';

/** The cursor is on a quoted `[`: reads ahead for a tag head, holds nothing. */
export function observe(machine: Machine, index: number): void {
  machine.isObserving = true;
  machine.observed = '';
  beginHead(machine.head);
  readOn(machine, index, 1);
}

/** A chunk begins while a quoted head is read. */
export function observeFurther(machine: Machine): void {
  readOn(machine, 0, 0);
}

/** Reads on behind the `skipped` characters from `from`; a head that is complete is reported and stays text. */
function readOn(machine: Machine, from: number, skipped: number): void {
  const { chunk, head, observed } = machine;
  for (let index = from + skipped; index < chunk.length; index += 1) {
    const result = readHead(head, chunk.charCodeAt(index));
    if (result === Head.open) continue;
    machine.isObserving = false;
    if (result === Head.mismatch) return;
    const spelling = slugIn(head, observed + chunk.slice(from, index), 0);
    const { slug, isKnown } = canonicalSlug(machine.settings, spelling);
    if (result === Head.closed && (machine.settings.knownSlugs === undefined || !isKnown)) return;
    flushText(machine, index);
    emit(machine, { type: 'quoted', slug });
    return;
  }
  machine.observed = observed + chunk.slice(from);
}
