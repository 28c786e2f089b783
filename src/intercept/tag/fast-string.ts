import {
  BACKSLASH,
  CARRIAGE_RETURN,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  DOUBLE_QUOTE,
  LINE_FEED,
  isBlank,
} from '../characters.ts';
import { State } from '../machine.ts';
import type { Machine } from '../machine.ts';
import { hasSurrogate, isNear } from '../text/next-mark.ts';

/**
 * The way of most chunks of a tag: a few letters inside a string. Keeps them and returns true; false leaves everything
 * to the machine.
 */
export function isFastString(machine: Machine, chunk: string): boolean {
  const { body, state, base, settings, tagOffset } = machine;
  if (state !== State.insideString || body.quote !== DOUBLE_QUOTE || body.isEscaping || body.isStringBroken)
    return false;
  const offset = base + chunk.length;
  if (!isNear(chunk) || machine.surrogate !== '' || offset > tagOffset + settings.maxTagChars) return false;
  let hasText = false;
  for (let index = 0; index < chunk.length; index += 1) {
    const code = chunk.charCodeAt(index);
    if (code === DOUBLE_QUOTE || code === BACKSLASH || code === LINE_FEED) return false;
    if (code === CLOSE_BRACE || code === CLOSE_BRACKET) return false;
    hasText ||= !isBlank(code) && code !== CARRIAGE_RETURN;
  }
  if (hasSurrogate(chunk)) return false;
  if (hasText) body.lineTail = 0;
  machine.base = offset;
  machine.held += chunk;
  machine.heldMax = Math.max(machine.heldMax, machine.held.length);
  return true;
}
