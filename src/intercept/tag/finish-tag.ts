import { emit } from '../emit.ts';
import type { MalformedReason } from '../events.ts';
import { isHighSurrogate } from '../characters.ts';
import { parseParams } from '../params/parse-params.ts';
import type { ParsedParams } from '../params/parse-params.ts';
import type { Machine } from '../machine.ts';
import { beginBehindTag } from '../text/behind-tag.ts';
import { emitText } from '../text/emit-text.ts';
import { forgetMarks } from '../text/next-mark.ts';
import { admit } from './admit.ts';

/** Where a tag ends, in offsets of the concatenated input. */
export interface TagEnd {
  readonly endOffset: number;
  /** Behind the parameters; -1 for a tag without any. */
  readonly bodyEnd: number;
  /** The object is closed and the model did not write the `]`. */
  readonly isBracketMissing: boolean;
}

/** A tag has its end: reads the parameters and hands the action over, or says what is wrong. */
export function finishTag(machine: Machine, end: TagEnd): void {
  const raw = rawTag(machine, end.endOffset);
  const parsed = readParams(machine, raw, end);
  if (parsed.reason !== undefined) return leaveMalformed(machine, end.endOffset, raw, parsed.reason);
  leaveTag(machine, end.endOffset);
  admit(machine, {
    params: parsed.params,
    raw,
    endOffset: end.endOffset,
    repairs: machine.headRepairs.length === 0 ? parsed.repairs : [...machine.headRepairs, ...parsed.repairs],
  });
  beginBehindTag(machine);
}

/** A tag that cannot run ends before `endOffset`; what follows is text. */
export function rejectTag(machine: Machine, endOffset: number, reason: MalformedReason): void {
  leaveMalformed(machine, endOffset, rawTag(machine, endOffset), reason);
}

/** The cursor is where the longest tag would have ended: the whole of it is text and is not looked at again. */
export function releaseTooLongTag(machine: Machine): void {
  let endOffset = machine.base + machine.stop;
  let raw = rawTag(machine, endOffset);
  if (isHighSurrogate(raw.charCodeAt(raw.length - 1))) {
    endOffset -= 1;
    raw = raw.slice(0, -1);
  }
  leaveMalformed(machine, endOffset, raw, 'too-long');
}

function readParams(machine: Machine, raw: string, end: TagEnd): ParsedParams {
  const { settings, body, tagOffset, headRepairs } = machine;
  if (end.bodyEnd < 0) return { params: {}, repairs: [], reason: undefined };
  if (body.isTooDeep) return { reason: 'too-deep' };
  if (!settings.isRepairAllowed && (headRepairs.length > 0 || end.isBracketMissing))
    return { reason: 'malformed-json' };
  return parseParams(raw.slice(body.startOffset - tagOffset, end.bodyEnd - tagOffset), {
    maxDepth: settings.maxDepth,
    isRepairAllowed: settings.isRepairAllowed,
    isBracketMissing: end.isBracketMissing,
  });
}

function leaveMalformed(machine: Machine, endOffset: number, raw: string, reason: MalformedReason): void {
  const { slug, isKnown, tagOffset, settings } = machine;
  const isStripped = isKnown && settings.isMalformedStripped && reason !== 'too-long';
  leaveTag(machine, endOffset);
  machine.malformed += 1;
  emit(machine, {
    type: 'malformed',
    slug,
    reason,
    raw,
    span: [tagOffset, endOffset],
    stripped: isStripped,
    known: isKnown,
  });
  if (isStripped) beginBehindTag(machine);
  else emitText(machine, raw);
}

/** The text of the tag up to `endOffset`. */
function rawTag(machine: Machine, endOffset: number): string {
  const { held, base, tagOffset, chunk, tagFrom } = machine;
  if (endOffset < base) return held.slice(0, endOffset - tagOffset);
  return held + chunk.slice(tagFrom, endOffset - base);
}

/** Puts the cursor behind the tag, into held text if that is where its end turned out to be. */
function leaveTag(machine: Machine, endOffset: number): void {
  if (endOffset < machine.base) {
    machine.chunk = machine.held.slice(endOffset - machine.tagOffset) + machine.chunk;
    machine.base = endOffset;
    forgetMarks(machine.marks);
  }
  machine.held = '';
  machine.index = endOffset - machine.base;
  machine.pieceStart = machine.index;
  machine.textFrom = machine.index;
  machine.isLineBlank = false;
  machine.backslashes = 0;
  machine.state = machine.outerState;
}
