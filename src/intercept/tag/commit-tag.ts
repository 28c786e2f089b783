import { emit } from '../emit.ts';
import { limitTag } from '../begin-chunk.ts';
import type { Repair } from '../events.ts';
import type { Machine } from '../machine.ts';
import { flushText } from '../text/emit-text.ts';
import { canonicalSlug } from './canonical-slug.ts';
import { finishTag } from './finish-tag.ts';
import { beginStrictBody } from './strict-body.ts';
import { slugIn } from './tag-head.ts';

/** The cursor is on the `{` of `[ACTION:slug:|{`: from here on nothing is shown until the tag is resolved. */
export function commitTag(machine: Machine, index: number): void {
  beginTag(machine);
  machine.body.startOffset = machine.base + index;
  machine.body.isTooDeep = false;
  beginStrictBody(machine);
  machine.index = index + 1;
  limitTag(machine);
}

/** The cursor is on the `]` of `[ACTION:slug|]`. Returns false where that is no tag. */
export function finishWithoutParams(machine: Machine, index: number): boolean {
  const { settings, head } = machine;
  if (settings.knownSlugs === undefined || !settings.isRepairAllowed) return false;
  if (!canonicalSlug(settings, slugIn(head, machine.chunk, machine.tagFrom)).isKnown) return false;
  beginTag(machine);
  machine.headRepairs.push('missing-params');
  finishTag(machine, { endOffset: machine.base + index + 1, bodyEnd: -1, isBracketMissing: false });
  return true;
}

function beginTag(machine: Machine): void {
  const { head, tagFrom } = machine;
  flushText(machine, tagFrom);
  const { slug, isKnown, repair } = canonicalSlug(machine.settings, slugIn(head, machine.chunk, tagFrom));
  const repairs: Repair[] = [];
  if (head.hasOddCase) repairs.push('tag-case');
  if (head.hasOddSpace) repairs.push('tag-space');
  if (head.hasSlugUppercase) repairs.push('slug-case');
  if (repair !== undefined) repairs.push(repair);
  machine.headRepairs = repairs;
  machine.slug = slug;
  machine.isKnown = isKnown;
  machine.tagOffset = machine.base + tagFrom;
  machine.held = '';
  machine.tags += 1;
  emit(machine, { type: 'tag-start', slug, offset: machine.tagOffset });
}
