import type { SinkKind } from '../../../step.ts';
import type { ReferenceNode } from '../../model/index.ts';
import type { Rule } from '../../rule.ts';
import { bitsOf, isPartOfValue, sinkOf, TAINT, taintOf, traceOf, traceWords } from '../../taint/index.ts';
import { isCredentialName } from './credential-names.ts';
import { placeOfReference, placeOfSetting } from './places.ts';

const WHERE: Partial<Record<SinkKind, { into: string; label: string }>> = {
  prompt: { into: 'a prompt', label: 'goes to the model' },
  system: { into: 'a prompt', label: 'goes to the model' },
  action: { into: 'an action of the browser', label: 'goes to the model' },
  code: { into: 'a script', label: 'becomes part of the code' },
  stored: { into: 'a stored item', label: 'is stored' },
  log: { into: 'a message', label: 'is shown' },
  output: { into: 'the output of the flow', label: 'goes to the caller' },
  outgoing: { into: 'data that is sent out', label: 'is sent out' },
};

/** Where a credential belongs when a request needs one. */
const FOR_CREDENTIALS: ReadonlySet<string> = new Set(['headers', 'variables']);

export const secSecretLeak: Rule = {
  name: 'sec/secret-leak',
  severity: 'error',
  confidence: 'high',
  fix: undefined,
  isIgnorable: false,
  since: '0.2.0',
  summary:
    'Cookies, tokens or values of the environment end up in a prompt, a message, a stored item, a request body or the output.',
  explanation:
    'Masking hides secrets in logs and reports; it cannot take them back from a model, a database row or another server. Secrets are `$env`, rows of `platform_sessions` (the configuration can name other collections) and fields such as `cookies`, `credentials` and `access_token` of what Directus gives. They may go into `headers` and into the `query` of an HTTP request, into the `variables` of a browser action, and into fields of a request body that are named after credentials (`client_secret`).',
  bad: {
    text: `{ "type": "directus_read", "result_key": "session", "config": { "collection": "platform_sessions", "id": "$context.session_id" } },
{ "type": "ollama_generate", "result_key": "answer", "config": { "model": "dolphin3:8b",
    "prompt": "Is this login still valid? $session.cookies" } }`,
  },
  good: {
    text: `{ "type": "directus_read", "result_key": "session", "config": { "collection": "platform_sessions", "id": "$context.session_id" } },
{ "type": "ollama_generate", "result_key": "answer", "config": { "model": "dolphin3:8b",
    "prompt": "Is a login still valid that ended at $session.expires_at?" } }`,
  },
  bindings: ['env', 'result', 'steps', 'item'],
  sinks: ['prompt', 'system', 'action', 'code', 'stored', 'log', 'output', 'outgoing'],
  reference(reference, context) {
    const { binding, site } = reference;
    if (binding === undefined || binding.kind === 'input' || binding.kind === 'context') return;
    const sink = sinkOf(reference.text);
    const where = sink && WHERE[sink];
    if (where === undefined || isMeantForIt(reference)) return;
    if (bitsOf(reference, context, TAINT.secret) === 0 || !isPartOfValue(reference)) return;
    const taint = taintOf(context);
    const trace = traceOf(reference, TAINT.secret, taint);
    const { source } = trace;
    const what = trace.references[0]!.binding?.kind === 'env' ? 'a value of the environment' : 'a login or credential';
    context.report({
      message: `${what} is put into ${where.into}`,
      place: placeOfReference(reference),
      label: `a secret ${where.label}`,
      related:
        source === undefined || source === site.step
          ? []
          : [{ place: placeOfSetting(source, 'collection'), label: 'where the secret is from' }],
      notes: [`path: ${traceWords(trace)}`],
      reference,
    });
  },
};

function isMeantForIt({ site, text }: ReferenceNode): boolean {
  const { facts } = site.step ?? {};
  if (facts === undefined) return false;
  if (FOR_CREDENTIALS.has(site.setting) || (site.setting === 'params' && FOR_CREDENTIALS.has(String(text.path[1])))) {
    return true;
  }
  if (!facts.needs.includes('http')) return false;
  return site.setting === 'query' || (site.setting === 'body' && text.path.some(isCredentialName));
}
