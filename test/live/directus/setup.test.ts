import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readSnapshot } from '../../../src/check/snapshot/index.ts';
import type { JsonObject } from '../../../src/json.ts';
import { command, finished, folder, jsonCommand, startCommand } from '../../cli/command.ts';
import { startDirectus, type DirectusServer } from '../services/directus.ts';
import { createAccount, deleteCollections, rest } from './rest.ts';

let server: DirectusServer;
let env: Record<string, string>;
beforeAll(async () => {
  server = await startDirectus();
  env = { DIRECTUS_URL: server.url, DIRECTUS_TOKEN: server.token };
  await deleteCollections(server);
});

const collections = async () =>
  ((await rest(server, 'GET', '/collections')) as JsonObject[])
    .map(({ collection }) => collection as string)
    .filter((name) => !name.startsWith('directus_'));

describe('directus setup', () => {
  it('shows what is missing and creates nothing with --dry-run', async () => {
    const { status, stdout } = await command(['directus', 'setup', '--dry-run', '--seed'], { env });
    expect(status).toBe(0);
    expect(stdout).toContain('+ collection  action_flows (id, slug, name');
    expect(stdout).toContain('+ collection  agent_audits');
    expect(stdout).toContain('+ flow        post-create');
    expect(await collections()).toEqual([]);
  });

  it('creates nothing where nobody can be asked', async () => {
    const { status, stderr } = await command(['directus', 'setup'], { env });
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining('--yes') as string });
    expect(await collections()).toEqual([]);
  });

  it('needs --seed for --inactive', async () => {
    expect(await command(['directus', 'setup', '--inactive'], { env })).toMatchObject({ status: 2 });
  });

  it('creates what is missing, and then finds nothing more to do', async () => {
    const first = await jsonCommand(['directus', 'setup', '--media', '--seed', '--inactive', '--yes'], { env });
    expect(first.status).toBe(0);
    expect(first.json).toMatchObject({ isApplied: true, differences: [] });
    expect((await collections()).toSorted()).toEqual([
      'action_flows',
      'agent_audits',
      'media_job_outputs',
      'media_jobs',
      'scraped_media',
    ]);
    const before = await rest(server, 'GET', '/schema/snapshot');
    const second = await jsonCommand(['directus', 'setup', '--media', '--seed', '--yes'], { env });
    expect(second.json).toMatchObject({
      isApplied: false,
      isComplete: true,
      collections: [],
      fields: [],
      relations: [],
      differences: [],
    });
    expect((second.json['flows'] as { kept: string[] }).kept).toContain('post-create');
    expect(await rest(server, 'GET', '/schema/snapshot')).toEqual(before);
  });

  it('adds flows inactive when that is asked for, without what is for editors', async () => {
    const rows: JsonObject[] = await rest(server, 'GET', '/items/action_flows?limit=-1');
    expect(rows.length).toBeGreaterThan(3);
    expect(rows.filter(({ active }) => active !== false)).toEqual([]);
    expect(rows.every((row) => Array.isArray(row['steps']) && !('$schema' in row))).toBe(true);
  });

  it('makes slugs unique, and has Directus note changes', async () => {
    const flow = { slug: 'twice', name: 'N', steps: [] };
    const { id }: JsonObject = await rest(server, 'POST', '/items/action_flows', flow);
    await expect(rest(server, 'POST', '/items/action_flows', flow)).rejects.toThrow('RECORD_NOT_UNIQUE');
    const changed: JsonObject = await rest(server, 'PATCH', `/items/action_flows/${id as string}`, { name: 'M' });
    expect(Date.now() - Date.parse(changed['date_updated'] as string)).toBeLessThan(60_000);
  });

  it('uses the names of the configuration', async () => {
    const cwd = folder({
      'genie-actions.config.json': {
        flows: { collection: 'my_flows' },
        audit: { collection: 'my_audits', fields: { duration_ms: 'took_ms', stack: false } },
      },
    });
    const { json } = await jsonCommand(['directus', 'setup', '--yes'], { cwd, env });
    const made = json['collections'] as Array<{ collection: string; fields: string[] }>;
    expect(made.map(({ collection }) => collection)).toEqual(['my_flows', 'my_audits']);
    expect(made[1]!.fields).toContain('took_ms');
    expect(made[1]!.fields).not.toContain('stack');
  });

  it('adds fields to what is there, keeps its rows, and says what differs', async () => {
    await rest(server, 'POST', '/collections', {
      collection: 'old_flows',
      meta: {},
      schema: {},
      fields: [
        { field: 'slug', type: 'string', meta: {}, schema: {} },
        { field: 'steps', type: 'text', meta: {}, schema: {} },
        { field: 'date_updated', type: 'timestamp', meta: {}, schema: {} },
      ],
    });
    await rest(server, 'POST', '/items/old_flows', [{ slug: 'a' }, { slug: 'a' }]);
    const cwd = folder({
      'genie-actions.config.json': { flows: { collection: 'old_flows' }, audit: { enabled: false } },
    });
    const { json, status } = await jsonCommand(['directus', 'setup', '--yes'], { cwd, env });
    expect(status).toBe(0);
    expect((json['fields'] as Array<{ field: string }>).map(({ field }) => field)).toContain('confirm');
    expect((json['differences'] as Array<{ field: string }>).map(({ field }) => field)).toEqual([
      'slug',
      'steps',
      'date_updated',
    ]);
    expect(await rest(server, 'GET', '/items/old_flows')).toHaveLength(2);
  });

  it('is for administrators, and says so', async () => {
    const { token } = await createAccount(server, [['action_flows', 'read']]);
    const { status, stderr } = await command(['directus', 'setup', '--dry-run'], {
      env: { ...env, DIRECTUS_TOKEN: token },
    });
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: expect.stringContaining('Only an administrator') as string,
    });
  });
});

describe('directus schema pull', () => {
  it('writes the same bytes for the same schema, which lint reads', async () => {
    const cwd = folder();
    const first = await jsonCommand(['directus', 'schema', 'pull'], { cwd, env });
    expect(first.json).toMatchObject({ isChanged: true, isComplete: true, file: join(cwd, 'directus/schema.json') });
    const text = readFileSync(join(cwd, 'directus/schema.json'), 'utf8');
    const { collections } = readSnapshot(text, 'schema.json');
    expect(collections.get('action_flows')?.get('slug')).toMatchObject({ directusType: 'string', isRequired: true });
    expect((await jsonCommand(['directus', 'schema', 'pull'], { cwd, env })).json).toMatchObject({ isChanged: false });
    expect(readFileSync(join(cwd, 'directus/schema.json'), 'utf8')).toBe(text);
  });

  it('finds a wrong field in a flow afterwards', async () => {
    const read = {
      type: 'directus_read',
      result_key: 'flow',
      config: { collection: 'action_flows', id: 'x', fields: 'slugg' },
    };
    const cwd = folder({ 'flows/a.json': { slug: 'a', name: 'A', description: 'D', steps: [read] } });
    await command(['directus', 'schema', 'pull', '--output', 'schema.json'], { cwd, env });
    const { stdout, stderr } = await command(['lint', '--schema', 'schema.json'], { cwd, env });
    expect(stdout + stderr).toContain('directus/unknown-field');
  });

  it('gives an account that is no administrator what it has access to', async () => {
    const { token } = await createAccount(server, [['action_flows', 'read']]);
    const cwd = folder();
    const { json } = await jsonCommand(['directus', 'schema', 'pull'], { cwd, env: { ...env, DIRECTUS_TOKEN: token } });
    expect(json).toMatchObject({ isComplete: false, collections: 1 });
    const { collections } = readSnapshot(readFileSync(json['file'] as string, 'utf8'), 'schema.json');
    expect([...collections.keys()]).toEqual(['action_flows']);
    expect(collections.get('action_flows')?.get('id')).toMatchObject({ directusType: 'uuid' });
  });
});

describe('a project on this Directus', () => {
  const flow = {
    slug: 'count-flows',
    name: 'Count',
    active: true,
    steps: [
      { type: 'directus_read', result_key: 'flows', config: { collection: 'action_flows', aggregate: { count: '*' } } },
    ],
  };

  it('runs a flow of the collection and writes its audit row', async () => {
    await rest(server, 'POST', '/items/action_flows', flow);
    const { json, status } = await jsonCommand(['run', 'count-flows', '--from', 'directus'], { env });
    expect({ status, json }).toMatchObject({ status: 0, json: { success: true, warnings: [] } });
    const [audit]: JsonObject[] = await rest(server, 'GET', '/items/agent_audits?filter[slug][_eq]=count-flows');
    expect(audit).toMatchObject({ status: 'success', run_id: json['run_id'] });
  });

  it('needs no administrator to run, and leaves nothing open with e-mail and password', async () => {
    const cwd = folder();
    const { DIRECTUS_URL } = env;
    const started = startCommand(['run', 'count-flows', '--from', 'directus', '--json'], {
      cwd,
      env: { DIRECTUS_URL: DIRECTUS_URL!, DIRECTUS_EMAIL: server.email, DIRECTUS_PASSWORD: server.password },
    });
    const { status, stdout, stderr } = await finished(started);
    expect({ status, stderr }).toMatchObject({ status: 0 });
    expect(JSON.parse(stdout)).toMatchObject({ success: true });
    const journal = join(cwd, '.genie-actions/state/journal.sqlite');
    expect(existsSync(journal)).toBe(true);
    expect(readFileSync(journal).includes(server.password)).toBe(false);
  });

  it('is looked at by doctor', async () => {
    const cwd = folder();
    writeFileSync(join(cwd, 'genie-actions.config.json'), JSON.stringify({ flows: { from: 'directus' } }));
    const { json } = await jsonCommand(['doctor'], { cwd, env });
    const checks = json['checks'] as Array<{ name: string; status: string; message: string }>;
    expect(checks.find(({ name }) => name === 'Directus')).toMatchObject({
      status: 'ok',
      message: expect.stringMatching(/^http.* 12\.4\.0/) as string,
    });
    const missing = await jsonCommand(['doctor'], {
      cwd: folder({ 'genie-actions.config.json': { audit: { collection: 'nothing_here' } } }),
      env,
    });
    const found = missing.json['checks'] as Array<{ name: string; fix?: string; message: string }>;
    expect(found.find(({ message }) => message.includes('nothing_here'))?.fix).toContain('directus setup');
  });
});
