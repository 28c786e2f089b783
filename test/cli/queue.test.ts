import { describe, expect, it } from 'vitest';
import { command, folder, jsonCommand } from './command.ts';

/** A port on which nobody listens: it is reserved. */
const AWAY = { REDIS_URL: 'redis://127.0.0.1:1' };

function project(): string {
  return folder({
    'genie-actions.config.json': { secrets: ['API_KEY'] },
    'flows/a-flow.json': { slug: 'a-flow', name: 'A flow', steps: [{ type: 'delay', name: 'd', ms: 1 }] },
  });
}

it.each([
  ['run', 'a-flow', '--queue'],
  ['jobs', 'list'],
  ['jobs', 'show', 'x'],
  ['jobs', 'retry', 'x'],
  ['worker'],
  ['runs', '--queue'],
])('says at once that Redis is away, or is not set: %s %s', async (...argv) => {
  const cwd = project();
  const away = await jsonCommand(argv, { cwd, env: AWAY });
  expect(away).toMatchObject({
    status: 1,
    json: { error: { detail: expect.stringContaining('127.0.0.1:1') as unknown } },
  });
  const unset = await jsonCommand(argv, { cwd });
  expect(unset).toMatchObject({ status: 1, json: { error: { code: 'SERVICE_NOT_CONFIGURED' } } });
});

describe('run --queue', () => {
  it.each([['--dry-run'], ['--stub', 'model'], ['--step', '0'], ['--allow-host', 'x']])(
    'refuses %s',
    async (...flags) => {
      const result = await command(['run', 'a-flow', '--queue', ...flags], { cwd: project(), env: AWAY });
      expect(result).toMatchObject({ status: 2, stderr: expect.stringContaining(flags[0]) as unknown });
    },
  );

  it('refuses a file, and a flow that is not there', async () => {
    const cwd = project();
    const file = await jsonCommand(['run', 'flows/a-flow.json', '--queue'], { cwd, env: AWAY });
    expect(file).toMatchObject({ status: 2, json: { error: { code: 'OPTIONS_CONFLICT' } } });
    const unknown = await jsonCommand(['run', 'a-flwo', '--queue'], { cwd, env: AWAY });
    expect(unknown).toMatchObject({ status: 2, json: { error: { code: 'FLOW_NOT_FOUND' } } });
  });

  it('refuses parameters with a secret in them', async () => {
    const argv = ['run', 'a-flow', '--queue', '--input', '{"note":"key sesame-sesame"}'];
    const result = await jsonCommand(argv, { cwd: project(), env: { ...AWAY, API_KEY: 'sesame-sesame' } });
    expect(result).toMatchObject({ status: 2, json: { error: { code: 'SECRET_IN_PARAMS' } } });
    expect(result.stdout + result.stderr).not.toContain('sesame-sesame');
  });
});

it.each([
  ['jobs', 'list', '--limit', '0'],
  ['jobs', 'list', '--offset', '-1'],
  ['jobs', 'list', '--state', 'done'],
  ['jobs', 'retry'],
  ['jobs', 'retry', '--all'],
  ['worker', '--concurrency', '0'],
  ['worker', '--grace', 'soon'],
  ['worker', '--only', 'flows'],
])('refuses what has no meaning: %s %s %s %s', async (...argv) => {
  const result = await command(argv.filter(Boolean), { cwd: project(), env: AWAY });
  expect(result.status).toBe(2);
});
