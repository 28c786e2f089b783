import type { JsonDocument } from '../../flow/index.ts';
import type { DiagnosticFix } from '../diagnostic.ts';
import type { Fix } from '../finding.ts';
import { byteOffsets, isInsidePair } from './byte-offsets.ts';
import { FixWriter } from './fix-writer.ts';

/**
 * Turns the changes of a fix into edits of the text. `undefined` when that is not possible without a doubt: a value is not
 * there, the document is broken at that place, or two changes get into each other's way.
 */
export function placeFix({ title, safety, rename, changes }: Fix, document: JsonDocument): DiagnosticFix | undefined {
  const { text } = document;
  const written = new FixWriter(document).write(changes);
  if (written === undefined) return undefined;
  let end = 0;
  for (const change of written) {
    if (change.start < end || isInsidePair(text, change.start) || isInsidePair(text, change.end)) return undefined;
    ({ end } = change);
  }
  const toBytes = byteOffsets(text);
  const edits = written.map((change) => ({
    offset: toBytes(change.start),
    endOffset: toBytes(change.end),
    text: change.text,
  }));
  return { title, safety, edits, ...(rename === undefined ? {} : { rename }) };
}
