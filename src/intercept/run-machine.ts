import { State, TAG_STATES } from './machine.ts';
import type { Machine } from './machine.ts';
import { afterObject } from './tag/after-object.ts';
import { behindQuote, behindQuoteHash, behindQuoteSlash } from './tag/behind-quote.ts';
import { blockComment, lineComment } from './tag/comment.ts';
import { escapedBody } from './tag/escaped-body.ts';
import { releaseTooLongTag } from './tag/finish-tag.ts';
import { insideString } from './tag/inside-string.ts';
import { outsideString } from './tag/outside-string.ts';
import { strictBody } from './tag/strict-body.ts';
import { angle, think } from './text/angle.ts';
import { behindTag } from './text/behind-tag.ts';
import { codeSpan } from './text/code-span.ts';
import { fence, fenceClosing } from './text/fence.ts';
import { markRun } from './text/mark-run.ts';
import { plainText } from './text/plain-text.ts';
import { tagHead } from './text/tag-head-state.ts';

/** Reads the chunk to its end. Every state takes at least one character or changes the state. */
export function runMachine(machine: Machine): void {
  while (machine.index < machine.chunk.length) {
    if (machine.state >= TAG_STATES) {
      if (machine.index < machine.stop) runTag(machine);
      else releaseTooLongTag(machine);
    } else runText(machine);
  }
}

function runText(machine: Machine): void {
  switch (machine.state) {
    case State.plainText:
      return plainText(machine);
    case State.markRun:
      return markRun(machine);
    case State.codeSpan:
      return codeSpan(machine);
    case State.fence:
      return fence(machine);
    case State.fenceClosing:
      return fenceClosing(machine);
    case State.angle:
      return angle(machine);
    case State.think:
      return think(machine);
    case State.behindTag:
      return behindTag(machine);
    default:
      return tagHead(machine);
  }
}

function runTag(machine: Machine): void {
  switch (machine.state) {
    case State.strictBody:
      return strictBody(machine);
    case State.outsideString:
      return outsideString(machine);
    case State.insideString:
      return insideString(machine);
    case State.behindQuote:
      return behindQuote(machine);
    case State.behindQuoteSlash:
      return behindQuoteSlash(machine);
    case State.behindQuoteHash:
      return behindQuoteHash(machine);
    case State.lineComment:
      return lineComment(machine);
    case State.blockComment:
      return blockComment(machine);
    case State.escapedBody:
      return escapedBody(machine);
    default:
      return afterObject(machine);
  }
}
