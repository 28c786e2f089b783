import { joinPointer } from '../../../flow/index.ts';
import type { Json } from '../../../json.ts';
import type { TextNode } from '../../model/index.ts';
import type { Rule, RuleContext } from '../../rule.ts';
import type { TextRange } from '../../types/index.ts';
import { isCredentialName } from './credential-names.ts';
import { findCredential, findToken, maskSecret } from './secret-patterns.ts';
import { hasTokenLikeWord } from './token-like-word.ts';

/** No token that is worth the name is shorter. */
const MIN_LENGTH = 12;

export const secHardcodedSecret: Rule = {
  name: 'sec/hardcoded-secret',
  severity: 'error',
  confidence: 'high',
  fix: undefined,
  since: '0.2.0',
  summary: 'A token, a key or a password is written in the flow.',
  explanation:
    'Flows are stored in Directus, copied to git and shown to people who write prompts. Put the secret into the environment and its name on the allow-list of the configuration; the flow then reads `$env.NAME`. Found are the well-known forms of tokens, texts behind `Bearer` and `Basic`, passwords in addresses, and random texts in fields that are named after credentials; also in descriptions and in the schema of the parameters. A secret that was committed has to be replaced, not only removed.',
  bad: {
    text: `{ "type": "http_request", "config": { "url": "https://api.example.com/webhook", "method": "POST",
    "headers": { "Authorization": "Bearer sk-live-EXAMPLE" } } }`,
  },
  good: {
    text: `{ "type": "http_request", "config": { "url": "https://api.example.com/webhook", "method": "POST",
    "headers": { "Authorization": "Bearer $env.EXAMPLE_TOKEN" } } }`,
  },
  text(text, context) {
    const { value } = text;
    if (value.length < MIN_LENGTH || text.isExpression) return;
    const found =
      (mayHoldToken(value) ? findToken(value) : undefined) ??
      (canHoldCredential(text) && isForCredential(text) ? findCredential(value) : undefined);
    if (found !== undefined) report(text.pointer, value, found, context);
  },
  flow(context) {
    const { flow, steps } = context.model;
    lookInside(flow.description, '/description', context);
    lookInside(flow.input, '/input', context);
    for (const { step } of steps) {
      if (step.description !== undefined) lookInside(step.description, `${step.pointer}/description`, context);
    }
  },
};

/** What nobody resolves, and everybody reads. */
function lookInside(value: Json | undefined, pointer: string, context: RuleContext): void {
  if (typeof value === 'string') {
    const found = mayHoldToken(value) ? findToken(value) : undefined;
    if (found !== undefined) report(pointer, value, found, context);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) lookInside(inner, joinPointer(pointer, key), context);
  }
}

function mayHoldToken(text: string): boolean {
  return text.length >= MIN_LENGTH && (hasTokenLikeWord(text) || text.includes('@'));
}

/** Settings that are sent somewhere with names of their own. */
const WITH_FIELDS: ReadonlySet<string> = new Set([
  'headers',
  'variables',
  'params',
  'body',
  'query',
  'payload',
  'job',
  'data',
  'item',
]);

function canHoldCredential({ site, references }: TextNode): boolean {
  return references.length === 0 && WITH_FIELDS.has(site.setting);
}

/** The field that the text fills; a list in between counts as the field itself. */
function isForCredential({ path }: TextNode): boolean {
  const name = path.findLast((key) => typeof key === 'string');
  return path.length > 1 && name !== undefined && isCredentialName(name);
}

function report(pointer: string, value: string, { start, end }: TextRange, { report }: RuleContext): void {
  report({
    message: `a secret stands in the flow: "${maskSecret(value.slice(start, end))}"`,
    place: { pointer, range: { start, end } },
    label: 'a secret',
    notes: [
      'flows are stored in Directus and copied to git: name it instead, "$env.EXAMPLE_TOKEN", and put the name on the allow-list of the configuration',
    ],
  });
}
