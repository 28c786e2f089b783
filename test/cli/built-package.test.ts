import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHttpServer } from '../fakes/http-server.ts';
import { buildPackage } from './built-package.ts';
import { finished, folder } from './command.ts';

let built = '';
beforeAll(() => {
  built = buildPackage();
}, 120_000);
afterAll(() => rmSync(built, { recursive: true, force: true }));

/** Runs the built command in a process of its own. */
async function builtCommand(argv: string[], cwd: string) {
  const child = spawn(process.execPath, [join(built, 'bin/genie-actions.js'), ...argv, '--json'], {
    cwd,
    env: { PATH: process.env['PATH'] },
  });
  const { status, stdout, stderr } = await finished(child);
  return { status, stderr, json: JSON.parse(stdout) as Record<string, unknown> };
}

const CONFIG = `
import { z } from 'zod';
import { defineConfig, defineStep, GenieError } from 'genie-actions';

const remember: ReturnType<typeof defineStep> = defineStep({
  type: 'remember',
  summary: 'Store a word, and refuse a bad one.',
  needs: ['directus', 'clock'],
  effect: 'write',
  config: z.strictObject({ word: z.string() }),
  result: z.strictObject({ stored: z.string(), at: z.number() }),
  example: { word: 'hello' },
  async run({ word }, { ports }) {
    if (word === 'bad') throw new GenieError('BAD_WORD', 'That word is not for storing', { detail: 'Take another.' });
    const row = await ports.directus.createItem('agent_audits', { slug: word, status: 'success' });
    return { stored: row.slug as string, at: ports.clock.now() };
  },
  stub: ({ word }) => ({ stored: word, at: 0 }),
});

export default defineConfig({ steps: [remember] });
`;

describe('a step type of the project, which loads another copy of the library', () => {
  const flow = {
    slug: 'remember',
    name: 'Remember',
    steps: [
      { type: 'remember', result_key: 'kept', config: { word: '$input.word' } },
      {
        type: 'directus_read',
        result_key: 'found',
        config: { collection: 'agent_audits', filter: { slug: { _eq: '$kept.stored' } } },
      },
    ],
  };

  function project(): string {
    const cwd = folder({ 'genie-actions.config.ts': CONFIG, 'flows/remember.json': flow });
    mkdirSync(join(cwd, 'node_modules'));
    symlinkSync(built, join(cwd, 'node_modules/genie-actions'));
    symlinkSync(join(built, 'node_modules/zod'), join(cwd, 'node_modules/zod'));
    return cwd;
  }

  it('runs with the services that it needs', async () => {
    const { status, json } = await builtCommand(['run', 'remember', '--input', '{"word":"hello"}'], project());
    expect({ status, json }).toMatchObject({
      status: 0,
      json: { results: { kept: { stored: 'hello', at: expect.any(Number) }, found: [{ slug: 'hello' }] } },
    });
  });

  it('fails with its own code, sentence and way out', async () => {
    const { status, json } = await builtCommand(['run', 'remember', '--input', '{"word":"bad"}'], project());
    expect({ status, json }).toMatchObject({
      status: 1,
      json: {
        code: 'BAD_WORD',
        error: 'Step 1 (remember) failed: That word is not for storing',
        detail: 'Take another.',
      },
    });
  });

  it('is documented and stubbed like the others', async () => {
    const cwd = project();
    expect((await builtCommand(['steps', 'show', 'remember'], cwd)).json).toMatchObject({ type: 'remember' });
    const { json } = await builtCommand(['run', 'remember', '--input', '{"word":"x"}', '--dry-run'], cwd);
    expect(json).toMatchObject({ success: true, dry_run: true, results: { kept: { stored: 'x' } } });
    expect(existsSync(join(cwd, '.genie-actions'))).toBe(false);
  });
});

describe('the bundled command', () => {
  it('has everything that flows use: sandbox, expressions, JSONPath, HTTP, the store', async () => {
    await using server = await startHttpServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"numbers":[1,2,3]}');
    });
    const flow = {
      slug: 'all',
      name: 'All',
      steps: [
        { type: 'http_request', result_key: 'answer', config: { url: server.url } },
        {
          type: 'script',
          name: 'sum',
          code: 'return args.list.reduce((a, b) => a + b)',
          args: { list: '$answer.body.numbers' },
        },
        { type: 'transform', name: 'more', expression: 'sum + 1 > 6 ? "many" : "few"' },
        { type: 'transform', name: 'last', input: '$answer.body', jsonpath: '$.numbers[-1]' },
        {
          type: 'directus_write',
          result_key: 'row',
          config: { collection: 'agent_audits', item: { slug: '$more', status: 'success' } },
        },
      ],
      output: { sum: '$sum', more: '$more', last: '$last', stored: '$row.slug' },
    };
    const cwd = folder({ 'all.json': flow });
    const { status, json } = await builtCommand(['run', 'all.json', '--allow-host', server.host], cwd);
    expect({ status, json }).toMatchObject({
      status: 0,
      json: { output: { sum: 6, more: 'many', last: 3, stored: 'many' }, warnings: [] },
    });
    const runs = await builtCommand(['runs'], cwd);
    expect(runs.json['runs']).toHaveLength(1);
  });

  it('refuses an input that does not fit, with the problems', async () => {
    const { status, json } = await builtCommand(['run', join(built, 'flows/post-create.json')], folder());
    expect({ status, json }).toMatchObject({ status: 2, json: { code: 'INPUT_INVALID' } });
  });
});
