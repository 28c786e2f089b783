import type { Diagnostic, RelatedPlace } from '../../src/check/diagnostic.ts';
import type { LintReport } from '../../src/report/index.ts';

export const FILE = 'flows/post-create.json';

export const TEXT = `{
  "slug": "post-create",
  "steps": [
    { "type": "ollama_generate", "result_key": "caption", "config": { "prompt": "Caption for $input.topic" } },
    { "type": "directus_read", "config": { "collection": "media_jobs" } },
    { "type": "directus_write", "config": { "collection": "posts", "item": { "caption": "$captoin.response" } } }
  ]
}
`;

/** Where a part of a text stands, in lines and columns and in bytes. */
export function placeOf(part: string, text = TEXT) {
  const index = text.indexOf(part);
  const before = text.slice(0, index).split('\n');
  const line = before.length;
  const column = before.at(-1)!.length + 1;
  const offset = Buffer.byteLength(text.slice(0, index));
  return {
    line,
    column,
    endLine: line,
    endColumn: column + part.length,
    offset,
    endOffset: offset + Buffer.byteLength(part),
  };
}

export function related(part: string, label: string, text = TEXT): RelatedPlace {
  const { line, column, endLine, endColumn } = placeOf(part, text);
  return { line, column, endLine, endColumn, label };
}

export function diagnosticAt(part: string, more: Partial<Diagnostic> = {}, text = TEXT): Diagnostic {
  return {
    rule: 'ref/undefined',
    severity: 'error',
    confidence: 'high',
    message: `"${part}" is not defined`,
    file: FILE,
    ...placeOf(part, text),
    pointer: '/steps/2/config/item/caption',
    label: '',
    related: [],
    notes: [],
    docs: 'docs/rules.md#refundefined',
    ...more,
  };
}

/** An error with everything that a finding can have, a warning, and a remark. */
export const DIAGNOSTICS: readonly Diagnostic[] = [
  diagnosticAt('directus_read', {
    rule: 'directus/unbounded-read',
    severity: 'warning',
    message: 'this reads media_jobs without "limit"',
    pointer: '/steps/1/type',
  }),
  diagnosticAt('slug', {
    rule: 'flow/description-missing',
    severity: 'info',
    message: 'it has no "description"',
    pointer: '',
  }),
  diagnosticAt('$captoin', {
    message: '"$captoin" is not defined; did you mean "$caption"?',
    label: 'nothing sets this',
    related: [related('caption"', 'set here')],
    notes: ['defined before step 2: $input, $caption'],
    fix: { title: '"$caption"', safety: 'safe', edits: [{ ...bytesOf('$captoin'), text: '$caption' }] },
  }),
];

function bytesOf(part: string) {
  const { offset, endOffset } = placeOf(part);
  return { offset, endOffset };
}

export function reportOf(diagnostics: readonly Diagnostic[], text = TEXT, more: Partial<LintReport> = {}): LintReport {
  return { files: [FILE], diagnostics, unreadable: [], textOf: () => text, ...more };
}
