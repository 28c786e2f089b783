import { isAsciiLetter } from '../characters.ts';
import type { TagBody } from './tag-body.ts';

const OPENING = '[action:';

/** Reads one more character of a `[ACTION:` inside a tag; true when it is complete. */
export function isRestart(body: TagBody, code: number): boolean {
  const expected = OPENING.charCodeAt(body.restart);
  if (code === expected || (isAsciiLetter(expected) && (code | 0x20) === expected)) body.restart += 1;
  else body.restart = 0;
  if (body.restart < OPENING.length) return false;
  body.restart = 0;
  return true;
}
