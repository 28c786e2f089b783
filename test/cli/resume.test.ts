import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { command, folder, jsonCommand, startCommand } from './command.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

/** A server that never answers a POST until it is told to. */
async function silentServer() {
  const requests: string[] = [];
  const state = { isAnswering: false };
  const server = createServer((request, response) => {
    requests.push(request.method ?? '');
    if (state.isAnswering) response.writeHead(200, { 'content-type': 'application/json' }).end('{"id":7}');
  });
  servers.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return { state, requests, host: `127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const flowTo = (host: string) => ({
  slug: 'order',
  name: 'Order',
  steps: [
    { type: 'transform', name: 'first', template: 'ready' },
    { type: 'http', name: 'sent', url: `http://${host}/orders`, method: 'POST', body: { item: 1 } },
    { type: 'transform', name: 'last', template: '$first' },
  ],
});

/** A run that was killed while its POST was on the way. */
async function killedRun() {
  const server = await silentServer();
  const cwd = folder({
    'flows/order.json': flowTo(server.host),
    'genie-actions.config.json': { http: { allowHosts: [server.host] } },
  });
  const child = startCommand(['run', 'order', '--json'], { cwd });
  await expect.poll(() => server.requests.length, { timeout: 10_000 }).toBe(1);
  child.kill('SIGKILL');
  await once(child, 'exit');
  const { json } = await jsonCommand(['runs'], { cwd });
  return { cwd, server, run: (json['runs'] as Array<{ run_id: string; status: string }>)[0]! };
}

describe('a run that was killed in the middle of a write', () => {
  it('reads as interrupted and shows how to go on', async () => {
    const { cwd, run } = await killedRun();
    expect(run.status).toBe('interrupted');
    const { stdout, status } = await command(['runs', 'show', run.run_id], { cwd });
    expect(status).toBe(0);
    expect(stdout).toMatch(/^order {2}interrupted/);
    expect(stdout).toMatch(/✓ first +transform/);
    expect(stdout).toContain(`genie-actions resume ${run.run_id}`);
  });

  it('stops at the write, and takes a person’s word for its result', async () => {
    const { cwd, server, run } = await killedRun();
    const stopped = await jsonCommand(['resume', run.run_id], { cwd });
    expect(stopped.status).toBe(1);
    expect(stopped.json).toMatchObject({ success: false, code: 'OUTCOME_UNKNOWN' });
    expect(stopped.json['detail']).toContain('--assume-done');
    const answer = JSON.stringify({ status: 200, ok: true, headers: {}, body: { id: 7 } });
    const { status, json } = await jsonCommand(['resume', run.run_id, '--assume-done', answer], { cwd });
    expect(json).toMatchObject({
      success: true,
      results: { first: 'ready', sent: { body: { id: 7 } }, last: 'ready' },
    });
    expect(status).toBe(0);
    expect(server.requests).toHaveLength(1);
  });

  it('does the write again when told to', async () => {
    const { cwd, server, run } = await killedRun();
    server.state.isAnswering = true;
    const { json } = await jsonCommand(['resume', run.run_id, '--again'], { cwd });
    expect(json).toMatchObject({ success: true, results: { sent: { body: { id: 7 } } } });
    expect(server.requests).toHaveLength(2);
  });
});

describe('a run that needs what only the command line gave', () => {
  it('is resumed with the permission given again, and not without it', async () => {
    const server = await silentServer();
    server.state.isAnswering = true;
    const cwd = folder({ 'flows/order.json': flowTo(server.host) });
    const refused = await jsonCommand(['run', 'order'], { cwd });
    expect(refused.json).toMatchObject({ code: 'ADDRESS_FORBIDDEN' });
    const runId = refused.json['run_id'] as string;
    expect((await jsonCommand(['resume', runId], { cwd })).json).toMatchObject({ code: 'ADDRESS_FORBIDDEN' });
    const { status, json } = await jsonCommand(['resume', runId, '--allow-host', server.host], { cwd });
    expect({ status, json }).toMatchObject({ status: 0, json: { results: { sent: { body: { id: 7 } } } } });
    expect(server.requests).toEqual(['POST']);
  });

  it('is resumed with a time limit', async () => {
    const slow = { slug: 'slow', name: 'Slow', steps: [{ type: 'delay', name: 'wait', ms: 60_000 }] };
    const cwd = folder({ 'flows/slow.json': slow });
    const first = await jsonCommand(['run', 'slow', '--timeout', '20ms'], { cwd });
    const runId = first.json['run_id'] as string;
    const { status, json } = await jsonCommand(['resume', runId, '--timeout', '20ms'], { cwd });
    expect({ status, code: json['code'] }).toEqual({ status: 1, code: 'FLOW_TIMEOUT' });
    expect((await jsonCommand(['resume', runId, '--timeout', 'soon'], { cwd })).status).toBe(2);
  });
});

describe('runs', () => {
  const flows = {
    'flows/good.json': { slug: 'good', name: 'Good', steps: [{ type: 'transform', name: 'a', template: 1 }] },
    'flows/bad.json': { slug: 'bad', name: 'Bad', steps: [{ type: 'error', message: 'broken' }] },
  };

  it('lists the newest first and filters', async () => {
    const cwd = folder(flows);
    for (const slug of ['good', 'bad', 'good']) await command(['run', slug], { cwd });
    const slugs = async (...more: string[]) => {
      const { json } = await jsonCommand(['runs', ...more], { cwd });
      return (json['runs'] as Array<{ slug: string }>).map(({ slug }) => slug);
    };
    expect(await slugs()).toEqual(['good', 'bad', 'good']);
    expect(await slugs('--limit', '1')).toEqual(['good']);
    expect(await slugs('--status', 'error')).toEqual(['bad']);
    expect(await slugs('--slug', 'good')).toEqual(['good', 'good']);
    const { stdout } = await command(['runs'], { cwd });
    expect(stdout).toMatch(/^[0-9A-Z]{26} {2}bad +error +.*Step 1 \(error\) failed: broken$/m);
  });

  it('is empty where nothing was ever run, and makes nothing', async () => {
    const cwd = folder();
    expect((await jsonCommand(['runs'], { cwd })).json).toEqual({ runs: [] });
    expect(existsSync(join(cwd, '.genie-actions'))).toBe(false);
  });

  it.each([['runs', 'show'], ['resume']])('%s %s refuses a run that is not there', async (...words) => {
    const cwd = folder(flows);
    await command(['run', 'good'], { cwd });
    const { status, json } = await jsonCommand([...words, '01JD3Q8Z5K7VX2M9T4B6N8C0RE'], { cwd });
    expect(status).toBe(2);
    expect(json['error']).toMatchObject({ code: 'RUN_NOT_FOUND' });
  });
});

describe('audit rows', () => {
  it('wait when Directus is not there, and are written later', async () => {
    const cwd = folder({
      'flows/a.json': { slug: 'a', name: 'A', steps: [{ type: 'transform', name: 'x', template: 1 }] },
    });
    const env = { DIRECTUS_URL: 'http://127.0.0.1:9' };
    const { status, json } = await jsonCommand(['run', 'a'], { cwd, env });
    expect(status).toBe(0);
    expect(json['warnings']).toEqual([expect.objectContaining({ code: 'AUDIT_WAITING' })]);
    expect(await jsonCommand(['audits', 'flush'], { cwd, env })).toMatchObject({
      status: 1,
      json: { written: 0, waiting: 1 },
    });
    expect(await jsonCommand(['audits', 'flush'], { cwd })).toMatchObject({
      status: 0,
      json: { written: 1, waiting: 0 },
    });
    expect(await jsonCommand(['audits', 'flush'], { cwd })).toMatchObject({
      status: 0,
      json: { written: 0, waiting: 0 },
    });
  });
});
