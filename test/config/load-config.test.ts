import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config/index.ts';
import type { UsageError } from '../../src/errors.ts';

function project(files: Record<string, string | object> = {}): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'genie-config-')));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return root;
}

const problemsOf = async (config: object, env: Record<string, string> = {}) => {
  const cwd = project({ 'genie-actions.config.json': config });
  const error: unknown = await loadConfig({ cwd, env }).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return (error as { data: { problems: string[] } }).data.problems;
};

describe('where settings come from', () => {
  it('has defaults for a folder with nothing in it', async () => {
    const cwd = project();
    const settings = await loadConfig({ cwd, env: {} });
    expect(settings).toMatchObject({
      root: cwd,
      configFile: undefined,
      stateDir: join(cwd, '.genie-actions/state'),
      flows: { directory: join(cwd, 'flows'), from: 'directus', collection: 'action_flows' },
      directus: {},
      ollama: { host: 'http://127.0.0.1:11434' },
      secrets: [],
      env: {},
    });
  });

  it('takes flows from the folder when there is one', async () => {
    const cwd = project({ 'flows/a.json': '{}' });
    expect((await loadConfig({ cwd, env: {} })).flows.from).toBe('local');
    expect((await loadConfig({ cwd, env: {}, flags: { from: 'directus' } })).flows.from).toBe('directus');
  });

  it('finds the configuration upwards and resolves its paths from there', async () => {
    const root = project({ 'genie-actions.config.json': { flows: { directory: 'my-flows' } }, 'a/b/note.txt': '' });
    const settings = await loadConfig({ cwd: join(root, 'a/b'), env: {} });
    expect(settings.root).toBe(root);
    expect(settings.flows.directory).toBe(join(root, 'my-flows'));
  });

  it('lets the environment win over .env, .env over the file, and flags over all', async () => {
    const cwd = project({
      'genie-actions.config.json': { ollama: { host: 'http://file', model: 'file' }, redis: { url: 'redis://file' } },
      '.env': 'OLLAMA_MODEL=dotenv\nREDIS_URL="redis://dotenv"\n',
    });
    const settings = await loadConfig({ cwd, env: { REDIS_URL: 'redis://env' }, flags: { stateDir: 'elsewhere' } });
    expect(settings.ollama).toEqual({ host: 'http://file', model: 'dotenv' });
    expect(settings.redis.url).toBe('redis://env');
    expect(settings.stateDir).toBe(join(cwd, 'elsewhere'));
    expect(settings.origins.get('redis.url')).toBe('REDIS_URL');
    expect(settings.origins.get('ollama.model')).toBe('OLLAMA_MODEL in .env');
    expect(settings.origins.get('ollama.host')).toBe('genie-actions.config.json');
  });

  it('takes OLLAMA_HOST before OLLAMA_URL, and an empty variable as not set', async () => {
    const cwd = project();
    const hostOf = async (env: Record<string, string>) => (await loadConfig({ cwd, env })).ollama.host;
    expect(await hostOf({ OLLAMA_URL: 'http://url', OLLAMA_HOST: 'http://host' })).toBe('http://host');
    expect(await hostOf({ OLLAMA_URL: 'http://url', OLLAMA_HOST: '' })).toBe('http://url');
  });

  it('leaves the environment of the process alone', async () => {
    const cwd = project({ '.env': 'GENIE_CONFIG_TEST=1\n' });
    await loadConfig({ cwd, env: {} });
    expect(process.env['GENIE_CONFIG_TEST']).toBeUndefined();
  });

  it('reads TypeScript', async () => {
    const cwd = project({
      'genie-actions.config.ts':
        'const model: string = "from-ts"; export default { ollama: { model, host: undefined } };',
    });
    expect((await loadConfig({ cwd, env: {} })).ollama).toEqual({ host: 'http://127.0.0.1:11434', model: 'from-ts' });
  });
});

describe('what flows may see', () => {
  it('reduces $env to the allow-list', async () => {
    const cwd = project({
      'genie-actions.config.json': { env: { allow: ['SHOWN', 'ABSENT'] } },
      '.env': 'SHOWN=1\nHIDDEN=2\n',
    });
    expect((await loadConfig({ cwd, env: {} })).env).toEqual({ SHOWN: '1' });
  });

  it('knows every secret value', async () => {
    const cwd = project({ 'genie-actions.config.json': { secrets: ['MINE'], directus: { password: 'pw' } } });
    const env = { MINE: 'm', DIRECTUS_TOKEN: 't', REDIS_URL: 'redis://u:p%20q@host', CREDENTIALS_ENC_KEY_B64: 'k' };
    expect((await loadConfig({ cwd, env })).secrets).toEqual(['m', 't', 'pw', 'p q', 'k']);
  });
});

describe('a password in an address', () => {
  it.each([
    [{ REDIS_URL: 'redis://:100%@host' }, '100%'],
    [{ DIRECTUS_URL: 'http://me:in-url@host' }, 'in-url'],
    [{ OLLAMA_HOST: 'https://me:for-proxy@host/ollama' }, 'for-proxy'],
    [{ STAGEHAND_URL: 'http://me:browser-word@host' }, 'browser-word'],
  ])('of %j is a secret', async (env, secret) => {
    expect((await loadConfig({ cwd: project(), env: { ...env } })).secrets).toEqual([secret]);
  });
});

describe('a configuration that cannot be read', () => {
  const failure = async (files: Record<string, string>) =>
    (await loadConfig({ cwd: project(files), env: {} }).catch((error: unknown) => error)) as UsageError;

  it.each([
    ['\n\nthrow new Error("boom")', /config\.ts:3 cannot be read: boom/],
    ['export const config = {}', /has no default export/],
  ])('%j: says where and why', async (source, message) => {
    const error = await failure({ 'genie-actions.config.ts': source });
    expect(error).toMatchObject({ code: 'CONFIG_UNREADABLE', message: expect.stringMatching(message) });
  });

  it('names the package that is missing', async () => {
    const { detail } = await failure({ 'genie-actions.config.ts': "import 'genie-actions'; export default {}" });
    expect(detail).toBe('Install it beside the configuration: npm install genie-actions');
  });

  it('may be a folder called .env', async () => {
    expect(await failure({ '.env/file': '' })).toMatchObject({
      code: 'CONFIG_UNREADABLE',
      message: expect.stringContaining('.env cannot be read: EISDIR'),
    });
  });
});

describe('what is wrong with a configuration', () => {
  it('names every problem at once, each with its file and key', async () => {
    const problems = await problemsOf(
      {
        olama: {},
        ollama: { hots: 'x', maxContextTokens: '9' },
        flows: { from: 'lokal' },
        http: { allowHosts: [1] },
        steps: [{}],
      },
      { DIRECTUS_URL: 'nowhere' },
    );
    expect(problems.sort()).toEqual([
      'DIRECTUS_URL: must be a URL such as "http://localhost:8055"',
      'genie-actions.config.json: flows.from: must be one of "local", "directus"',
      'genie-actions.config.json: http.allowHosts.0: must be a text',
      'genie-actions.config.json: olama: unknown key; did you mean "ollama"?',
      'genie-actions.config.json: ollama.hots: unknown key; did you mean "host"?',
      'genie-actions.config.json: ollama.maxContextTokens: must be a number',
      'genie-actions.config.json: steps.0: must be a step type made by defineStep()',
    ]);
  });

  it.each([
    [{ DIRECTUS_URL: 'file:///etc/passwd' }, 'DIRECTUS_URL: must be a URL such as "http://localhost:8055"'],
    [{ DIRECTUS_URL: 'localhost:8055' }, 'DIRECTUS_URL: must be a URL such as "http://localhost:8055"'],
    [{ STAGEHAND_URL: 'x' }, 'STAGEHAND_URL: must be a URL such as "http://localhost:8055"'],
    [{ REDIS_URL: 'http://localhost' }, 'REDIS_URL: must be a URL such as "redis://localhost:6379"'],
  ])('wants the address of %j in the form of its service', async (env, problem) => {
    const error = await loadConfig({ cwd: project(), env: { ...env } }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'CONFIG_INVALID', message: problem });
  });

  it('says what would be a key where none is near', async () => {
    expect(await problemsOf({ redis: { cluster: true } })).toEqual([
      'genie-actions.config.json: redis.cluster: unknown key; known are url',
    ]);
  });

  it.each([
    ['a list', '[]', 'CONFIG_INVALID', /must be an object/],
    ['broken JSON', '{"a": }', 'CONFIG_UNREADABLE', /genie-actions\.config\.json cannot be read: .*JSON/],
  ])('refuses %s', async (_, text, code, message) => {
    const cwd = project({ 'genie-actions.config.json': text });
    await expect(loadConfig({ cwd, env: {} })).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
  });

  it('refuses two files side by side, a missing file, and a module without a default export', async () => {
    const two = project({ 'genie-actions.config.json': {}, 'genie-actions.config.js': 'export default {}' });
    await expect(loadConfig({ cwd: two, env: {} })).rejects.toMatchObject({ code: 'CONFIG_AMBIGUOUS' });
    await expect(loadConfig({ cwd: two, env: {}, flags: { config: 'x.json' } })).rejects.toMatchObject({
      code: 'CONFIG_NOT_FOUND',
    });
    const bare = project({ 'genie-actions.config.js': 'export const config = {}' });
    await expect(loadConfig({ cwd: bare, env: {} })).rejects.toMatchObject({ code: 'CONFIG_UNREADABLE' });
  });
});
