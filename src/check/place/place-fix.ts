import type { JsonDocument } from '../../flow/index.ts';
import type { DiagnosticFix } from '../diagnostic.ts';
import type { Fix } from '../finding.ts';

/** Turns the changes of a fix into edits of the text. */
export function placeFix({ title, safety, rename }: Fix, _document: JsonDocument): DiagnosticFix {
  return { title, safety, edits: [], ...(rename === undefined ? {} : { rename }) };
}
