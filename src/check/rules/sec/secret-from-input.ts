import type { ReferenceNode } from '../../model/index.ts';
import type { Rule } from '../../rule.ts';
import { bitsOf, isFreeText, TAINT, UNTRUSTED_BINDINGS } from '../../taint/index.ts';
import { isCredentialName } from './credential-names.ts';
import { placeOfReference } from './places.ts';

export const secSecretFromInput: Rule = {
  name: 'sec/secret-from-input',
  severity: 'warning',
  confidence: 'high',
  fix: undefined,
  since: '0.2.0',
  summary: 'A header or field for a credential is filled from what a model wrote.',
  explanation:
    'A model has no token: one that it writes is invented, or was talked out of a person and now stands in a conversation, its logs and the audit. Put the credential on the allow-list of the environment and read it as `$env.NAME`.',
  bad: {
    text: `{ "type": "http_request", "config": { "url": "https://api.example.com/webhook", "method": "POST",
    "headers": { "Authorization": "Bearer $input.token" } } }`,
  },
  good: {
    text: `{ "type": "http_request", "config": { "url": "https://api.example.com/webhook", "method": "POST",
    "headers": { "Authorization": "Bearer $env.EXAMPLE_TOKEN" } } }`,
  },
  bindings: UNTRUSTED_BINDINGS,
  settings: ['headers', 'variables', 'params', 'body', 'query'],
  reference(reference, context) {
    const name = credentialField(reference);
    if (name === undefined) return;
    const bits = bitsOf(reference, context, TAINT.input | TAINT.answer);
    if (!isFreeText(bits)) return;
    context.report({
      message: `"${name}" is filled from ${(bits & TAINT.answer) === 0 ? "the model's output" : "a model's answer"}`,
      place: placeOfReference(reference),
      label: 'a model never has a credential',
      notes: ['put it on the allow-list of the environment, and name it: "$env.EXAMPLE_TOKEN"'],
      reference,
    });
  },
};

/** The header, variable or field of a request that the reference fills, when it is one for credentials. */
function credentialField({ site, text }: ReferenceNode): string | undefined {
  switch (site.setting) {
    case 'headers':
    case 'variables':
      return credentialAt(text.path, 1);
    case 'params':
      return text.path[1] === 'headers' || text.path[1] === 'variables' ? credentialAt(text.path, 2) : undefined;
    case 'body':
    case 'query':
      return site.step?.facts?.needs.includes('http') === true ? fieldOfRequest(text.path) : undefined;
    default:
      return undefined;
  }
}

function credentialAt(path: readonly (string | number)[], index: number): string | undefined {
  const name = path[index];
  return name !== undefined && isCredentialName(name) ? String(name) : undefined;
}

/** A bare "token" in a body is as often the address of a device. */
function fieldOfRequest(path: readonly (string | number)[]): string | undefined {
  const name = path.at(-1)!;
  return name !== 'token' && isCredentialName(name) ? String(name) : undefined;
}
