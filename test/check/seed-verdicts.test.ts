import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createCatalogue } from '../../src/catalogue.ts';
import { checkFlow } from '../../src/check/index.ts';
import { directoryOf } from '../../src/facts/index.ts';
import { builtInSteps } from '../../src/steps/index.ts';

const folder = new URL('../cases/seeds/', import.meta.url);
const catalogue = directoryOf(createCatalogue(builtInSteps));

/** What the security rules have to say about the examples of the documents that the project was made from. */
const VERDICTS: Record<string, string[]> = {
  'steps/000-directus_read.json': ['sec/user-id-from-input at "$input.user_id"'],
  'steps/000-directus_trigger.json': ['sec/user-id-from-input at "$input.user_id"'],
  'steps/000-directus_update.json': ['sec/unscoped-id at "$input.profile_id"'],
  'steps/000-directus_delete.json': ['sec/unscoped-id at "$input.post_id"'],
  'steps/004-directus_delete.json': ['sec/unscoped-id at "$input.session_id"'],
  'steps/000-http_request.json': ['sec/secret-from-input at "$input.token"'],
  'steps/000-stagehand_cookie_login.json': ['sec/cookies-of-input at "$input.profile_id"'],
  'steps/000-stagehand_navigate.json': ['sec/ssrf at "$input.target_url"'],
  'flows/002-scout-analyze.json': ['sec/ssrf at "params.url"'],
};

const names = ['flows', 'steps'].flatMap((kind) =>
  readdirSync(new URL(`${kind}/`, folder)).map((name) => `${kind}/${name}`),
);

test.each(names)('%s gets its verdict', (name) => {
  const document = readFileSync(new URL(name, folder), 'utf8');
  const text = name.startsWith('flows/')
    ? document
    : `{ "slug": "example", "name": "Example", "steps": [${document}] }`;
  const bytes = Buffer.from(text);
  const found = checkFlow(text, { catalogue })
    .diagnostics.filter(({ rule, severity }) => rule.startsWith('sec/') && severity !== 'info')
    .map(({ rule, offset, endOffset }) => `${rule} at "${bytes.toString('utf8', offset, endOffset)}"`);
  expect(found).toEqual(VERDICTS[name] ?? []);
});

test('every verdict is about an example that there is', () => {
  expect(names).toEqual(expect.arrayContaining(Object.keys(VERDICTS)));
});
