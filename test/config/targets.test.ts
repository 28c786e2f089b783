import { mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadConfig } from '../../src/config/index.ts';

async function settings(config: object, env: Record<string, string> = {}, dotenv = '') {
  const cwd = realpathSync(mkdtempSync(join(tmpdir(), 'genie-targets-')));
  writeFileSync(join(cwd, 'genie-actions.config.json'), JSON.stringify(config));
  writeFileSync(join(cwd, '.env'), dotenv);
  return loadConfig({ cwd, env });
}

const STAGING = { targets: { 'eu-staging': { url: 'https://staging.example.com', collection: 'flows' } } };

it('joins the address of the configuration with the account of the environment and of .env', async () => {
  const env = { DIRECTUS_EU_STAGING_EMAIL: 'me@example.com' };
  const { targets, secrets } = await settings(STAGING, env, 'DIRECTUS_EU_STAGING_PASSWORD=word\n');
  expect(targets).toEqual({
    'eu-staging': {
      url: 'https://staging.example.com',
      collection: 'flows',
      email: 'me@example.com',
      password: 'word',
    },
  });
  expect(secrets).toEqual(['word']);
});

it('lets the environment say another address, and knows its token as a secret', async () => {
  const env = { DIRECTUS_EU_STAGING_URL: 'http://localhost:8056', DIRECTUS_EU_STAGING_TOKEN: 'hidden' };
  const { targets, secrets } = await settings(STAGING, env);
  expect(targets['eu-staging']).toEqual({ url: 'http://localhost:8056', token: 'hidden', collection: 'flows' });
  expect(secrets).toEqual(['hidden']);
});

it('knows targets of which only variables speak, and does not mind others of the name', async () => {
  const env = { DIRECTUS_PRODUCTION_URL: 'https://cms.example.com', DIRECTUS_URL: 'http://localhost:8055' };
  const { targets, directus } = await settings({}, { ...env, DIRECTUS_DEFAULT_URL: 'x', DIRECTUS_PUBLIC_URL: '/' });
  expect(targets).toEqual({ production: { url: 'https://cms.example.com' }, public: { url: '/' } });
  expect(directus).toEqual({ url: 'http://localhost:8055' });
});

it.each([
  [{ default: {} }, 'targets.default: is the name of the Directus under "directus"; choose another'],
  [{ EU_1: {} }, 'targets.EU_1: must be lower-case letters, digits and "-", such as "staging"'],
  [{ '../x': {} }, 'targets.../x: must be lower-case letters, digits and "-", such as "staging"'],
  [{ staging: { url: 'localhost' } }, 'targets.staging.url: must be a URL such as "http://localhost:8055"'],
  [{ staging: { token: 'x' } }, 'targets.staging.token: unknown key; known are url, collection'],
])('refuses %j', async (targets, problem) => {
  await expect(settings({ targets })).rejects.toMatchObject({
    code: 'CONFIG_INVALID',
    message: `genie-actions.config.json: ${problem}`,
  });
});
