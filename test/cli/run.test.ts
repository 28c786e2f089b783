import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { command, finished, folder, jsonCommand, startCommand } from './command.ts';

const greet = {
  slug: 'greet',
  name: 'Greet',
  input: { type: 'object', required: ['name'], properties: { name: { type: 'string' }, times: { type: 'integer' } } },
  steps: [{ type: 'transform', name: 'greeting', template: 'Hello $input.name' }],
  output: { text: '$greeting' },
};
const store = {
  slug: 'store',
  name: 'Store',
  steps: [
    { type: 'ollama_generate', result_key: 'caption', config: { model: 'm', prompt: 'Write' } },
    {
      type: 'directus_write',
      result_key: 'memory',
      config: { collection: 'agent_audits', item: { slug: '$caption.response', status: 'success' } },
    },
  ],
};
const failing = {
  slug: 'failing',
  name: 'Failing',
  steps: [
    { type: 'transform', name: 'first', template: 1 },
    { type: 'error', message: 'no $first for you', code: 'NO_LUCK' },
  ],
};
const flows = { 'flows/greet.json': greet, 'flows/store.json': store, 'flows/failing.json': failing };

describe('the result', () => {
  it('is the output as JSON on standard output, the steps on standard error', async () => {
    const { status, stdout, stderr } = await command(['run', 'greet', '--input', '{"name":"Ada"}'], {
      cwd: folder(flows),
    });
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toEqual({ text: 'Hello Ada' });
    expect(stderr).toMatch(/^ {2}✓ greeting +transform +\d+ ms$/m);
    expect(stderr).toMatch(/✓ greet done/);
    expect(stderr).not.toContain('\u001B');
  });

  it('is the report with --json', async () => {
    const { status, json, stderr } = await jsonCommand(['run', 'greet', '--input', '{"name":"Ada"}'], {
      cwd: folder(flows),
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(json).toEqual({
      success: true,
      slug: 'greet',
      run_id: expect.stringMatching(/^[0-9A-Z]{26}$/),
      results: { greeting: 'Hello Ada' },
      output: { text: 'Hello Ada' },
      warnings: [],
    });
  });

  it('is silent on standard error with --quiet', async () => {
    const result = await command(['run', 'greet', '--input', '{"name":"Ada"}', '--quiet'], { cwd: folder(flows) });
    expect(result).toMatchObject({ status: 0, stderr: '' });
    expect(result.stdout).toContain('Hello Ada');
  });
});

describe('parameters', () => {
  it('come from a file or from standard input', async () => {
    const cwd = folder({ ...flows, 'input.json': { name: 'File' } });
    expect((await jsonCommand(['run', 'greet', '--input', '@input.json'], { cwd })).json).toMatchObject({
      output: { text: 'Hello File' },
    });
    const piped = await jsonCommand(['run', 'greet', '--input', '-'], { cwd, stdin: '{"name":"Pipe"}' });
    expect(piped.json).toMatchObject({ output: { text: 'Hello Pipe' } });
  });

  it.each([
    ['{"name":', 'JSON_BROKEN', '--input is not JSON'],
    ["{'name':'Ada'}", 'JSON_BROKEN', '--input is not JSON'],
    ['[1]', 'ARGUMENT_INVALID', /must be a JSON object/],
    ['@nowhere.json', 'FILE_UNREADABLE', /nowhere\.json cannot be read: there is no such file/],
  ])('%s is refused with status 2', async (input, code, message) => {
    const { status, json } = await jsonCommand(['run', 'greet', '--input', input], { cwd: folder(flows) });
    expect(status).toBe(2);
    expect(json['error']).toMatchObject({
      code,
      message: typeof message === 'string' ? message : expect.stringMatching(message),
    });
  });

  it('are checked against the flow: every problem, status 2', async () => {
    const { status, json } = await jsonCommand(['run', 'greet', '--input', '{"times":"x"}'], { cwd: folder(flows) });
    expect(status).toBe(2);
    expect(json).toMatchObject({ success: false, code: 'INPUT_INVALID', slug: 'greet' });
    expect(json['problems']).toHaveLength(2);
    const { stderr, stdout } = await command(['run', 'greet', '--input', '{"times":"x"}'], { cwd: folder(flows) });
    expect(stdout).toBe('');
    expect(stderr.match(/^ {2}· /gm)).toHaveLength(2);
  });
});

describe('flows that do not run', () => {
  it('suggests the flow that was meant', async () => {
    const { status, json } = await jsonCommand(['run', 'gret'], { cwd: folder(flows) });
    expect(status).toBe(2);
    expect(json).toMatchObject({
      success: false,
      code: 'FLOW_NOT_FOUND',
      error: expect.stringContaining('did you mean "greet"?'),
    });
  });

  it('tells a missing file from a missing slug', async () => {
    const { status, json } = await jsonCommand(['run', './gret.json'], { cwd: folder(flows) });
    expect(status).toBe(2);
    expect(JSON.stringify(json)).toContain('gret.json');
  });

  it('knows the run of a file by the slug of its flow', async () => {
    const cwd = folder({ 'some-file.json': greet });
    const { json } = await jsonCommand(['run', 'some-file.json', '--input', '{"name":"x"}'], { cwd });
    expect(json['slug']).toBe('greet');
  });

  it('ends with 2 for a document that is not JSON, with 1 for one that is wrong', async () => {
    const cwd = folder({
      'broken.json': '{"slug": "broken", "steps": [',
      'wrong.json': { slug: 'wrong', name: 'Wrong', steps: [{ type: 'directus_raed', config: {} }] },
    });
    const broken = await jsonCommand(['run', 'broken.json'], { cwd });
    expect({ status: broken.status, code: broken.json['code'] }).toEqual({ status: 2, code: 'FLOW_INVALID' });
    const wrong = await jsonCommand(['run', 'wrong.json'], { cwd });
    expect({ status: wrong.status, code: wrong.json['code'] }).toEqual({ status: 1, code: 'FLOW_INVALID' });
    expect(JSON.stringify(wrong.json)).toContain('directus_read');
  });

  it('ends with 1 for an inactive flow', async () => {
    const cwd = folder({ 'off.json': { ...greet, active: false } });
    const { status, json } = await jsonCommand(['run', 'off.json', '--input', '{"name":"x"}'], { cwd });
    expect({ status, code: json['code'] }).toEqual({ status: 1, code: 'FLOW_INACTIVE' });
  });
});

describe('a flow file that is not there', () => {
  it('is told apart from a folder, and the file that was meant is named', async () => {
    const cwd = folder(flows);
    const failure = async (file: string) => {
      const { status, json } = await jsonCommand(['run', file], { cwd });
      expect(status).toBe(2);
      return json['error'] as { message: string; detail: string };
    };
    expect(await failure('flows/greet')).toEqual({
      code: 'FLOW_FILE_UNREADABLE',
      message: 'The flow file cannot be read: there is no such file',
      detail: expect.stringContaining(`Did you mean ${join(cwd, 'flows/greet.json')}?`),
    });
    expect((await failure('flows/')).message).toBe('The flow file cannot be read: it is a folder');
    expect((await failure('flows/greet.json/x')).message).toContain('a part of its path is a file');
  });
});

describe('a failure', () => {
  it('is the report and status 1', async () => {
    const { status, json } = await jsonCommand(['run', 'failing'], { cwd: folder(flows) });
    expect(status).toBe(1);
    expect(json).toMatchObject({
      success: false,
      code: 'NO_LUCK',
      failedStep: 1,
      failedPath: [1],
      results: { first: 1 },
    });
  });

  it('shows the person the failing step and nothing on standard output', async () => {
    const { status, stdout, stderr } = await command(['run', 'failing'], { cwd: folder(flows) });
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/✗ step 2 +error/);
    expect(stderr).toMatch(/✗ Step 2 \(error\) failed: no 1 for you {2}NO_LUCK/);
  });

  it('tells the person how to go on, where the run can be taken up again', async () => {
    const cwd = folder(flows);
    const { stderr } = await command(['run', 'failing'], { cwd });
    const [, runId = ''] = /To go on from there: genie-actions resume (\w{26})$/m.exec(stderr) ?? [];
    expect((await jsonCommand(['runs', 'show', runId], { cwd })).status).toBe(0);
    for (const flags of [['--dry-run'], ['--step', '1', '--with', 'results.json']]) {
      const once = folder({ ...flows, 'results.json': { first: 1 } });
      const again = await command(['run', 'failing', ...flags], { cwd: once });
      expect(again.status).toBe(1);
      expect(again.stderr).not.toContain('resume');
    }
  });

  it('explains how to set up a service that nobody has set up', async () => {
    const job = { type: 'bullmq_enqueue', config: { queue: 'media-jobs', job: { type: 'apply_watermark' } } };
    const cwd = folder({ 'queue.json': { slug: 'queue', name: 'Queue', steps: [job] } });
    const { status, json } = await jsonCommand(['run', 'queue.json'], { cwd });
    expect(status).toBe(1);
    expect(json).toMatchObject({ code: 'SERVICE_NOT_CONFIGURED', detail: expect.stringContaining('--stub queue') });
  });
});

describe('stubs', () => {
  it('leaves nothing behind after a dry run', async () => {
    const cwd = folder(flows);
    const { status, json } = await jsonCommand(['run', 'store', '--dry-run'], { cwd });
    expect(status).toBe(0);
    expect(json).toMatchObject({ success: true, dry_run: true });
    expect(readdirSync(cwd)).toEqual(['flows']);
    const { stderr } = await command(['run', 'store', '--dry-run'], { cwd });
    expect(stderr).toMatch(
      /✓ store would run like this in [\d.]+ m?s\n {2}Dry run: every service was a stub, nothing was written\n$/,
    );
  });

  it('does real work but for the service that is a stub, and says so', async () => {
    const cwd = folder(flows);
    const { status, json } = await jsonCommand(['run', 'store', '--stub', 'ollama'], { cwd });
    expect(json).toMatchObject({ success: true, stubs: ['model'] });
    expect(status).toBe(0);
    expect(existsSync(join(cwd, '.genie-actions/state/directus.sqlite'))).toBe(true);
    const { stderr } = await command(['run', 'store', '--stub', 'ollama'], { cwd });
    expect(stderr).toContain('Stubbed, not real: model');
    expect(stderr).toContain('.genie-actions/state/directus.sqlite');
  });

  it('refuses a name that is neither a service nor a step type', async () => {
    const { status, json } = await jsonCommand(['run', 'store', '--stub', 'olama'], { cwd: folder(flows) });
    expect(status).toBe(2);
    expect(json['error']).toMatchObject({
      code: 'STUB_UNKNOWN',
      message: expect.stringContaining('did you mean "ollama"?'),
    });
  });
});

describe('one step alone', () => {
  const sum = {
    slug: 'sum',
    name: 'Sum',
    steps: [
      { type: 'transform', name: 'number', template: 21 },
      { type: 'transform', name: 'doubled', expression: 'number * 2.0' },
    ],
  };

  it.each([['1'], ['doubled']])('runs step %s on the results of a file', async (step) => {
    const cwd = folder({ 'sum.json': sum, 'results.json': { number: 4 } });
    const { json } = await jsonCommand(['run', 'sum.json', '--step', step, '--with', 'results.json'], { cwd });
    expect(json).toMatchObject({ success: true, results: { doubled: 8 } });
  });

  it('takes the report of an earlier run', async () => {
    const cwd = folder({ 'sum.json': sum });
    const first = await jsonCommand(['run', 'sum.json'], { cwd });
    const again = folder({ 'sum.json': sum, 'report.json': first.json });
    const { json } = await jsonCommand(['run', 'sum.json', '--step', '1', '--with', 'report.json'], { cwd: again });
    expect(json).toMatchObject({ success: true, results: { doubled: 42 } });
  });

  it('takes a step that the earlier run skipped as null', async () => {
    const steps = [
      { type: 'transform', name: 'extra', template: 'more', when: 'has(input.extra)' },
      { type: 'transform', name: 'text', expression: 'extra == null ? "plain" : extra' },
    ];
    const cwd = folder({ 'maybe.json': { slug: 'maybe', name: 'Maybe', steps } });
    const first = await jsonCommand(['run', 'maybe.json'], { cwd });
    writeFileSync(join(cwd, 'report.json'), first.stdout);
    const { json } = await jsonCommand(['run', 'maybe.json', '--step', 'text', '--with', 'report.json'], { cwd });
    expect(json).toMatchObject({ success: true, results: { text: 'plain' } });
  });

  it.each([['2'], ['doubeld']])('names the steps when there is no step %s', async (step) => {
    const { status, json } = await jsonCommand(['run', 'sum.json', '--step', step], {
      cwd: folder({ 'sum.json': sum }),
    });
    expect(status).toBe(2);
    expect(json['error']).toMatchObject({ code: 'STEP_NOT_FOUND', detail: expect.stringContaining('1 doubled') });
  });
});

describe('events', () => {
  it('go to a file, one a line', async () => {
    const cwd = folder(flows);
    await jsonCommand(['run', 'failing', '--events', 'log/events.jsonl'], { cwd });
    const lines = readFileSync(join(cwd, 'log/events.jsonl'), 'utf8').trimEnd().split('\n');
    const events = lines.map((line) => (JSON.parse(line) as { event: string }).event);
    expect(events[0]).toBe('flow-start');
    expect(events.at(-1)).toBe('flow-end');
  });

  it('go to standard output alone with "-"', async () => {
    const { stdout, stderr } = await command(['run', 'greet', '--input', '{"name":"Ada"}', '--events', '-'], {
      cwd: folder(flows),
    });
    for (const line of stdout.trimEnd().split('\n')) expect(JSON.parse(line)).toHaveProperty('event');
    expect(stderr).toContain('Hello Ada');
  });
});

describe('events that do not fit on the disk', () => {
  it.skipIf(!existsSync('/dev/full'))('cost a warning, not the run', async () => {
    const run = ['run', 'greet', '--input', '{"name":"Ada"}', '--events', '/dev/full'];
    const { status, json } = await jsonCommand(run, { cwd: folder(flows) });
    expect(status).toBe(0);
    expect(json['warnings']).toEqual([
      { path: [], code: 'EVENTS_LOST', message: expect.stringContaining('not complete: ENOSPC') },
    ]);
  });
});

describe('an --allow-host that is none', () => {
  it.each(['nope nope', '127.0.0.1:70000', '*'])('%j is refused before anything runs', async (host) => {
    const cwd = folder(flows);
    const { status, json } = await jsonCommand(['run', 'failing', '--allow-host', host], { cwd });
    expect({ status, error: json['error'] }).toMatchObject({ status: 2, error: { code: 'ALLOW_HOST_INVALID' } });
    expect(readdirSync(cwd)).toEqual(['flows']);
  });
});

describe('context', () => {
  const whoami = {
    slug: 'whoami',
    name: 'Who',
    steps: [{ type: 'transform', name: 'who', template: { id: '$context.user_id', at: '$context.timestamp' } }],
  };

  it('has a user and the time with the embedded store', async () => {
    const { json } = await jsonCommand(['run', 'whoami.json'], { cwd: folder({ 'whoami.json': whoami }) });
    expect(json).toMatchObject({
      results: { who: { id: expect.any(String), at: expect.stringMatching(/^\d{4}-.*Z$/) } },
    });
  });

  it('takes what the person vouches for', async () => {
    const cwd = folder({ 'whoami.json': whoami, 'genie-actions.config.json': { context: { user_id: 'from-config' } } });
    const userOf = (json: Record<string, unknown>) => (json as { results: { who: { id: string } } }).results.who.id;
    expect(userOf((await jsonCommand(['run', 'whoami.json'], { cwd })).json)).toBe('from-config');
    expect(userOf((await jsonCommand(['run', 'whoami.json', '--context', '{"user_id":"me"}'], { cwd })).json)).toBe(
      'me',
    );
  });

  it('has no user with a real Directus', async () => {
    const cwd = folder({ 'whoami.json': whoami });
    const { status, json } = await jsonCommand(['run', 'whoami.json'], {
      cwd,
      env: { DIRECTUS_URL: 'http://127.0.0.1:9' },
    });
    expect(status).toBe(1);
    expect(json).toMatchObject({ code: 'REFERENCE_MISSING' });
  });
});

describe('signals', () => {
  const slow = {
    slug: 'slow',
    name: 'Slow',
    steps: [{ type: 'delay', name: 'wait', ms: 60_000 }],
    finally: [{ type: 'log', message: 'cleaned up' }],
  };

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('%s cleans up and ends with %d', async (signal, expected) => {
    const cwd = folder({ 'slow.json': slow });
    const events = join(cwd, 'events.jsonl');
    const child = startCommand(['run', 'slow.json', '--json', '--events', events], { cwd });
    const ended = finished(child);
    await expect
      .poll(() => existsSync(events) && readFileSync(events, 'utf8'), { timeout: 10_000 })
      .toContain('step-start');
    child.kill(signal);
    const { status, stdout } = await ended;
    expect(status).toBe(expected);
    expect(readFileSync(events, 'utf8').match(/cleaned up/g)).toHaveLength(1);
    expect(JSON.parse(stdout)).toMatchObject({ success: false, code: 'CANCELLED' });
  });
});

describe('a second Ctrl-C', () => {
  it('ends the process at once, even while it cleans up', async () => {
    const cwd = folder({
      'stuck.json': {
        slug: 'stuck',
        name: 'Stuck',
        steps: [{ type: 'delay', ms: 60_000 }],
        finally: [{ type: 'delay', ms: 60_000 }],
      },
    });
    const events = join(cwd, 'events.jsonl');
    const child = startCommand(['run', 'stuck.json', '--json', '--events', events], { cwd });
    const ended = finished(child);
    const log = () => existsSync(events) && readFileSync(events, 'utf8');
    await expect.poll(log, { timeout: 10_000 }).toContain('step-start');
    child.kill('SIGINT');
    await expect.poll(log, { timeout: 10_000 }).toMatch(/step-start.*finally/);
    child.kill('SIGINT');
    expect(await ended).toMatchObject({ signal: 'SIGINT', stdout: '' });
  });
});

describe('limits', () => {
  it('stops at --timeout', async () => {
    const cwd = folder({ 'slow.json': { slug: 'slow', name: 'Slow', steps: [{ type: 'delay', ms: 60_000 }] } });
    const { status, json } = await jsonCommand(['run', 'slow.json', '--timeout', '50ms'], { cwd });
    expect({ status, code: json['code'] }).toEqual({ status: 1, code: 'FLOW_TIMEOUT' });
  });

  it('says what to do when a file stands where the state folder should be', async () => {
    const cwd = folder({ ...flows, state: 'a file' });
    const { status, json } = await jsonCommand(['run', 'greet', '--input', '{"name":"x"}', '--state-dir', 'state'], {
      cwd,
    });
    expect(status).toBe(1);
    expect(json['error']).toMatchObject({ code: 'STATE_UNWRITABLE', detail: expect.stringContaining('--state-dir') });
  });
});
