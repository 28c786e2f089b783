import type { Finding, Fix } from '../../finding.ts';
import type { ReferenceNode } from '../../model/index.ts';
import type { Rule, RuleContext } from '../../rule.ts';
import {
  bitsOf,
  isPartOfValue,
  ownershipChecksOf,
  sinkOf,
  sourceBit,
  sourceWords,
  taintOf,
  traceOf,
  traceWords,
  UNTRUSTED,
  UNTRUSTED_BINDINGS,
} from '../../taint/index.ts';
import { IDENTITY_SETTINGS, identityFieldAt, isIdentityInUrl } from './identity-fields.ts';
import { placeOfReference } from './places.ts';

export const secUserIdFromInput: Rule = {
  name: 'sec/user-id-from-input',
  severity: 'error',
  confidence: 'high',
  fix: 'safe',
  isIgnorable: false,
  since: '0.2.0',
  summary: 'A field that says whose something is gets its value from the model instead of the session.',
  explanation:
    'The runner works with an administrator account, so a `user_id`, `owner` or `created_by` that a model wrote reads and changes the rows of anybody. Who is asking is known to the host alone: take it from `$context`. The configuration can name other fields (`identityFields`). Nothing is reported where the flow compares the value with `$context` itself.',
  bad: {
    text: `{ "type": "directus_read", "result_key": "jobs", "config": { "collection": "media_jobs", "limit": 20,
    "filter": { "user_id": { "_eq": "$input.user_id" } } } }`,
  },
  good: {
    text: `{ "type": "directus_read", "result_key": "jobs", "config": { "collection": "media_jobs", "limit": 20,
    "filter": { "user_id": { "_eq": "$context.user_id" } } } }`,
  },
  bindings: UNTRUSTED_BINDINGS,
  sinks: ['url'],
  settings: IDENTITY_SETTINGS,
  reference(reference, context) {
    const { site } = reference;
    if (site.kind !== 'setting' || reference.binding === undefined) return;
    if (!IDENTITY_SETTINGS.includes(site.setting)) {
      if (reference.binding.kind === 'input') checkUrl(reference, context);
      return;
    }
    if (reference.binding.kind === 'context' || reference.binding.kind === 'user') return;
    const at = identityFieldAt(reference.text, context.project);
    if (at === undefined || !isPartOfValue(reference)) return;
    const bits = bitsOf(reference, context, UNTRUSTED);
    if (bits === 0 || (site.setting === 'template' && site.step!.readers.length === 0)) return;
    const { path, pointer } = reference.text;
    const keyPointer = pointer
      .split('/')
      .slice(0, at + 1 - path.length || undefined)
      .join('/');
    report(reference, bits, String(path[at]), context, [
      { place: { pointer: keyPointer, at: 'key' }, label: 'says whose it is' },
    ]);
  },
};

/** Of a field in an address, with what stands around it. */
const LONGEST_NAME = 32;

function checkUrl(reference: ReferenceNode, context: RuleContext): void {
  const { text } = reference;
  const { start } = reference.reference;
  const before = text.value.slice(Math.max(0, start - LONGEST_NAME), start).replace(/\{\{\s*$/, '');
  if (!before.endsWith('=') || sinkOf(text) !== 'url' || !isIdentityInUrl(before)) return;
  const bits = bitsOf(reference, context, UNTRUSTED);
  const name = before.slice(Math.max(before.lastIndexOf('?'), before.lastIndexOf('&')) + 1, -1);
  if (bits !== 0) report(reference, bits, name, context, []);
}

function report(
  reference: ReferenceNode,
  bits: number,
  field: string,
  context: RuleContext,
  related: Finding['related'],
): void {
  const taint = taintOf(context);
  if (ownershipChecksOf(context.model, taint).isCompared(reference)) return;
  const trace = traceOf(reference, sourceBit(bits), taint);
  context.report({
    message: `"${field}" must come from the session, never from ${sourceWords(bits)}`,
    place: placeOfReference(reference),
    label: reference.binding?.kind === 'input' ? 'chosen by the model' : sourceWords(bits),
    related: related ?? [],
    notes: [
      'the runner has an administrator account: whoever chooses this value reaches the rows of any user',
      ...(trace.references.length > 1 || trace.source !== undefined ? [`path: ${traceWords(trace)}`] : []),
    ],
    fix: fixOf(reference),
    reference,
  });
}

/** Keeps the spelling: `$name`, or a name between braces. None where it would leave a step behind that nobody reads. */
function fixOf({ text, target, reference }: ReferenceNode): Fix | undefined {
  if (target?.readers.length === 1) return undefined;
  const { text: written, start, end, isWholeValue } = reference;
  const isDollar = written.startsWith('$');
  return {
    title: isDollar ? '"$context.user_id"' : '"{{context.user_id}}"',
    safety: isWholeValue ? 'safe' : 'unsafe',
    changes: [
      {
        kind: 'replace-text',
        pointer: text.pointer,
        range: { start, end },
        text: isDollar ? '$context.user_id' : 'context.user_id',
      },
    ],
  };
}
