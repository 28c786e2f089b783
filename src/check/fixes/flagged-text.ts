import type { Diagnostic } from '../diagnostic.ts';

/** Returns a function that gives the part of the text that a finding is about. */
export function flaggedText(text: string): (diagnostic: Diagnostic) => string {
  const bytes = Buffer.from(text);
  return ({ offset, endOffset }) => bytes.toString('utf8', offset, endOffset);
}
