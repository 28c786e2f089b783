import { beginChunk } from '../begin-chunk.ts';
import { State } from '../machine.ts';
import type { Machine } from '../machine.ts';
import { hasSurrogate, isNear } from '../text/next-mark.ts';
import { finishTag } from './finish-tag.ts';
import { NOT_JSON, beginStrictJson, readStrictJson } from './strict-json.ts';
import { beginBody } from './tag-body.ts';

/**
 * The cursor is behind the root `{`. Nearly every tag is JSON, where the end of a string is its next quote and nothing
 * is needed of what the lenient states remember. They read the parameters again, from the `{`, only if a character turns
 * out not to be JSON: no character is read more than twice, and a tag that is not yet resolved has shown nothing.
 */
export function beginStrictBody(machine: Machine): void {
  beginStrictJson(machine.strict);
  machine.state = State.strictBody;
}

/** `{"a":|1}]` */
export function strictBody(machine: Machine): void {
  const { chunk, stop, base } = machine;
  const end = readStrictJson(machine.strict, chunk, machine.index, stop, machine.settings.maxDepth);
  if (end === stop) machine.index = stop;
  else if (end === NOT_JSON) beginLenientBody(machine);
  else finishTag(machine, { endOffset: base + end + 1, bodyEnd: base + end, isBracketMissing: false });
}

/** Reads the tag again as one that may need repairs; what is held goes back into the chunk. */
export function beginLenientBody(machine: Machine): void {
  const { held, body } = machine;
  if (held !== '') {
    machine.base -= held.length;
    machine.held = '';
    beginChunk(machine, held + machine.chunk);
  }
  beginBody(body, body.startOffset);
  machine.state = State.outsideString;
  machine.index = body.startOffset + 1 - machine.base;
}

/**
 * The way of most chunks of a tag: a few characters of JSON. Keeps them and returns true; false leaves everything to
 * the machine.
 */
export function isFastBody(machine: Machine, chunk: string): boolean {
  if (machine.state !== State.strictBody || !isNear(chunk) || machine.surrogate !== '') return false;
  const { settings, strict } = machine;
  const offset = machine.base + chunk.length;
  if (offset > machine.tagOffset + settings.maxTagChars || hasSurrogate(chunk)) return false;
  if (readStrictJson(strict, chunk, 0, chunk.length, settings.maxDepth) !== chunk.length) return false;
  machine.base = offset;
  machine.held += chunk;
  if (machine.held.length > machine.heldMax) machine.heldMax = machine.held.length;
  return true;
}
