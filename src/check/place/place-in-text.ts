import type { JsonDocument } from '../../flow/index.ts';
import type { Diagnostic, Severity } from '../diagnostic.ts';
import type { Finding } from '../finding.ts';
import type { Rule } from '../rule.ts';
import { placeFinding } from './place-finding.ts';

const documents = new WeakMap<object, JsonDocument>();

/** Gives a finding in a text that need not be JSON its lines, columns and bytes. Its place is a span. */
export function placeInText(
  finding: Finding,
  { rule, severity }: { rule: Rule; severity: Severity },
  source: { file: string; text: string },
): Diagnostic {
  let document = documents.get(source);
  if (document === undefined) {
    document = { text: source.text, root: undefined, problems: [], depth: 0 };
    documents.set(source, document);
  }
  return placeFinding({ ...finding, rule, severity }, document, source.file);
}
