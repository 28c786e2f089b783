import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/check/index.ts';
import { command, folder, jsonCommand, startCommand } from './command.ts';

const step = (type: string) => ({ type, result_key: 'job', config: { collection: 'media_jobs', limit: 1 } });
const flow = (slug: string, type = 'directus_read') => ({
  slug,
  name: 'A flow',
  description: 'Reads a job.',
  steps: [step(type)],
  output: { id: '$job.id' },
});
const project = (files: Record<string, string | object> = {}) =>
  folder({ 'flows/good.json': flow('good'), 'flows/bad.json': flow('bad', 'directus_raed'), ...files });
const rulesOf = (json: Record<string, unknown>) =>
  (json['diagnostics'] as Diagnostic[]).map(({ file, rule }) => `${file} ${rule}`);
const BAD = 'flows/bad.json step/unknown-type';

describe('what is checked', () => {
  it("is the project's flows folder without a path", async () => {
    const { status, json } = await jsonCommand(['lint'], { cwd: project() });
    expect({ status, files: json['files'], rules: rulesOf(json) }).toEqual({ status: 1, files: 2, rules: [BAD] });
  });

  it('is in folders what looks like a flow, and every file that is named', async () => {
    const cwd = project({
      'package.json': { name: 'x', steps: [] },
      'flows/good.test.json': { steps: [] },
      'flows/data.json': { rows: [] },
      'flows/nested/deep.json': flow('deep'),
      'node_modules/x/flow.json': flow('x', 'nope'),
      '.genie-actions/flow.json': flow('y', 'nope'),
    });
    const all = await jsonCommand(['lint', '.'], { cwd });
    expect({ files: all.json['files'], rules: rulesOf(all.json) }).toEqual({ files: 3, rules: [BAD] });
    const named = await jsonCommand(['lint', 'flows/data.json'], { cwd });
    expect({ status: named.status, files: named.json['files'] }).toEqual({ status: 1, files: 1 });
  });

  it('is what a glob matches, each file once', async () => {
    const { json } = await jsonCommand(['lint', 'flows/*.json', 'flows/b*.json', 'flows/bad.json'], { cwd: project() });
    expect({ files: json['files'], rules: rulesOf(json) }).toEqual({ files: 2, rules: [BAD] });
  });

  it('is standard input, under the name that it is given', async () => {
    const stdin = JSON.stringify(flow('bad', 'directus_raed'));
    const { status, json } = await jsonCommand(['lint', '-', '--stdin-file-path', 'flows/bad.json'], { stdin });
    expect({ status, rules: rulesOf(json) }).toEqual({ status: 1, rules: [BAD] });
  });

  it('is standard input, which has no name that a slug could differ from', async () => {
    const { status, stderr } = await command(['lint', '-', '--rule', 'flow/file-name=error'], {
      stdin: JSON.stringify(flow('good')),
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '✓ 1 file, nothing found\n' });
  });

  it('is a fragment, with its own lines and without a look at names from outside', async () => {
    const stdin = `\n[\n  { "type": "directus_raed", "config": { "collection": "$elsewhere.name" } }\n]`;
    const { json } = await jsonCommand(['lint', '-', '--fragment'], { stdin });
    expect(json['diagnostics']).toMatchObject([{ rule: 'step/unknown-type', line: 3, column: 14, pointer: '/0/type' }]);
    const single = await jsonCommand(['lint', '-', '--fragment'], {
      stdin: '{ "type": "directus_raed", "config": {} }',
    });
    expect(single.json['diagnostics']).toMatchObject([{ line: 1, column: 12, offset: 11, pointer: '/type' }]);
  });

  it('goes on behind a file that cannot be read, and ends with 2', async () => {
    const { status, json } = await jsonCommand(['lint', 'gone.json', 'flows'], { cwd: project() });
    expect({ status, rules: rulesOf(json) }).toEqual({ status: 2, rules: [BAD] });
    expect(json['unreadable']).toEqual([{ file: 'gone.json', message: 'is not there' }]);
  });

  it.each(['pretty', 'json', 'sarif', 'github'])(
    'is an error when there is nothing, with --format %s',
    async (format) => {
      const { status, stderr } = await command(['lint', '--format', format], { cwd: folder({ 'flows/x.txt': '' }) });
      expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining('NO_FILES') as string });
    },
  );
});

describe('how it ends', () => {
  const cwd = project({
    'flows/bad.json': { ...flow('bad'), steps: [{ type: 'ollama_generate', config: { model: 'x', prompt: 'Hi' } }] },
  });

  it.each([
    [[], 0],
    [['--fail-on', 'warning'], 1],
    [['--max-warnings', '0'], 1],
    [['--max-warnings', '50'], 0],
    [['--rule', 'ollama/unpinned-model=error'], 1],
    [['--rule', 'ollama=off', '--rule', 'ref=off', '--fail-on', 'warning'], 0],
    [['--rule', 'step', '--fail-on', 'info'], 0],
  ])('with %j: %i', async (flags, expected) => {
    const { status } = await command(['lint', 'flows/bad.json', '--rule', 'ref=off', ...flags], { cwd });
    expect(status).toBe(expected);
  });

  it.each([
    [['--rule', 'ref/undefind'], 'RULE_UNKNOWN'],
    [['--rule', 'ref=fatal'], 'OPTION_INVALID'],
    [['--format', 'prety'], 'OPTION_INVALID'],
    [['--fail-on', 'never'], 'OPTION_INVALID'],
    [['--max-warnings', '-1'], 'OPTION_INVALID'],
    [['--staged', '--changed'], 'OPTIONS_CONFLICT'],
    [['--remote', 'flows'], 'OPTIONS_CONFLICT'],
    [['--stdin-file-path', 'x.json'], 'OPTIONS_CONFLICT'],
    [['-', '--fix'], 'OPTIONS_CONFLICT'],
    [['--watch', '--format', 'sarif'], 'OPTIONS_CONFLICT'],
    [['--update-baseline'], 'OPTION_MISSING'],
    [['--baseline', 'none.json'], 'BASELINE_UNREADABLE'],
    [['--schema', 'none.json'], 'SNAPSHOT_UNREADABLE'],
  ])('refuses %j', async (flags, code) => {
    const { status, stderr } = await command(['lint', ...flags], { cwd });
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining(code) as string });
  });
});

describe('what is printed', () => {
  it('is findings on standard output and a summary on standard error', async () => {
    const { stdout, stderr } = await command(['lint'], { cwd: project() });
    expect(stdout).toMatch(/^error\[step\/unknown-type\].*\n +--> flows\/bad\.json:\d+:\d+\n/);
    expect(stderr).toBe('✗ 1 error in 2 files, 1 fixable with --fix\n');
    const clean = await command(['lint', 'flows/good.json'], { cwd: project() });
    expect({ stdout: clean.stdout, stderr: clean.stderr }).toEqual({ stdout: '', stderr: '✓ 1 file, nothing found\n' });
  });

  it('goes into a file with --output, without color', async () => {
    const cwd = project();
    const { stdout } = await command(['lint', '--output', 'out.txt'], { cwd, env: { FORCE_COLOR: '1' } });
    expect(stdout).toBe('');
    expect(readFileSync(join(cwd, 'out.txt'), 'utf8')).toMatch(/^error\[step/);
  });

  it('has color when it is forced', async () => {
    const { stdout } = await command(['lint'], { cwd: project(), env: { FORCE_COLOR: '1' } });
    expect(stdout).toContain('\u001b[');
  });

  it('lists the rules as they are set', async () => {
    const { json } = await jsonCommand(['lint', '--rules', '--rule', 'ref/undefined=info'], { cwd: project() });
    expect(json['rules']).toContainEqual(
      expect.objectContaining({ rule: 'ref/undefined', severity: 'info', fix: 'safe' }),
    );
    expect((await command(['lint', '--rules'], { cwd: project() })).stdout).toMatch(/^rule +severity +fix +finds\n/);
  });
});

describe('repairs', () => {
  it('are written whole, keep the mode of the file and everything around them', async () => {
    const cwd = project();
    const file = join(cwd, 'flows/bad.json');
    const before = readFileSync(file, 'utf8');
    chmodSync(file, 0o640);
    const { status, json } = await jsonCommand(['lint', '--fix'], { cwd });
    expect({ status, fixed: json['fixed'] }).toEqual({
      status: 0,
      fixed: [{ file: 'flows/bad.json', rule: 'step/unknown-type', title: '"directus_read"' }],
    });
    expect(readFileSync(file, 'utf8')).toBe(before.replace('directus_raed', 'directus_read'));
    expect(statSync(file).mode & 0o777).toBe(0o640);
  });

  it('take a path behind --fix for a path', async () => {
    const { status } = await command(['lint', '--fix', 'flows/bad.json'], { cwd: project() });
    expect(status).toBe(0);
  });

  it('are shown by --fix-dry-run as a diff that patch takes', async () => {
    const cwd = project();
    const before = readFileSync(join(cwd, 'flows/bad.json'), 'utf8');
    const { status, stdout } = await command(['lint', '--fix-dry-run'], { cwd });
    expect(status).toBe(1);
    expect(readFileSync(join(cwd, 'flows/bad.json'), 'utf8')).toBe(before);
    execFileSync('git', ['apply', '-'], { cwd, input: stdout });
    expect(readFileSync(join(cwd, 'flows/bad.json'), 'utf8')).toBe(before.replace('directus_raed', 'directus_read'));
  });

  it('leave a file alone that is not UTF-8', async () => {
    const cwd = project();
    const file = join(cwd, 'flows/bad.json');
    const bytes = Buffer.from(readFileSync(file, 'utf8').replace('A flow', 'A fl\u00f6w'), 'latin1');
    writeFileSync(file, bytes);
    const { stderr } = await command(['lint', '--fix'], { cwd });
    expect(readFileSync(file).equals(bytes)).toBe(true);
    expect(stderr).toContain('not repaired, because it is not UTF-8');
  });
});

describe('a baseline', () => {
  it('leaves out what was known, and nothing else', async () => {
    const cwd = project({ 'genie-actions.config.json': { lint: { baseline: 'lint-baseline.json' } } });
    expect((await command(['lint', '--update-baseline'], { cwd })).status).toBe(0);
    const moved = readFileSync(join(cwd, 'flows/bad.json'), 'utf8').replace('{', '{\n\n');
    writeFileSync(join(cwd, 'flows/bad.json'), moved);
    expect((await command(['lint'], { cwd })).stderr).toBe('✓ 2 files, nothing found, 1 suppressed\n');
    writeFileSync(join(cwd, 'flows/good.json'), JSON.stringify(flow('good', 'directus_reed')));
    expect(rulesOf((await jsonCommand(['lint'], { cwd })).json)).toEqual(['flows/good.json step/unknown-type']);
  });

  it('keeps what it knows of files that are not looked at, and is told of what is gone', async () => {
    const cwd = project({ 'flows/worse.json': flow('worse', 'directus_reed') });
    const baseline = ['--baseline', 'known.json'];
    await command(['lint', ...baseline, '--update-baseline'], { cwd });
    await command(['lint', 'flows/bad.json', ...baseline, '--update-baseline'], { cwd });
    expect((await command(['lint', ...baseline], { cwd })).stderr).toBe('✓ 3 files, nothing found, 2 suppressed\n');
    writeFileSync(join(cwd, 'flows/worse.json'), JSON.stringify(flow('worse')));
    expect((await command(['lint', 'flows/bad.json', ...baseline], { cwd })).stderr).not.toContain(
      'not there any more',
    );
    expect((await command(['lint', ...baseline], { cwd })).stderr).toContain(
      '1 finding of the baseline not there any more',
    );
  });
});

it('reports in SARIF what is suppressed, with the reason', async () => {
  const fetch = {
    type: 'http_request',
    result_key: 'page',
    config: { url: '$input.url' },
    $lint: { 'sec/ssrf': 'asked for' },
  };
  const cwd = project({
    'flows/good.json': { ...flow('good'), steps: [fetch], output: '$page.status' },
    'genie-actions.config.json': {
      lint: { overrides: [{ files: 'flows/bad.json', rules: { 'step/unknown-type': 'off' }, reason: 'not yet' }] },
    },
  });
  const { stdout } = await command(['lint', '--format', 'sarif'], { cwd });
  const [run] = (JSON.parse(stdout) as { runs: Array<{ results: Array<{ ruleId: string; suppressions?: object }> }> })
    .runs;
  const suppressed = run!.results.filter(({ suppressions }) => suppressions !== undefined);
  expect(suppressed.map(({ ruleId, suppressions }) => [ruleId, suppressions])).toEqual([
    ['step/unknown-type', [{ kind: 'external', justification: 'not yet' }]],
    ['sec/ssrf', [{ kind: 'inSource', justification: 'asked for' }]],
  ]);
});

describe('the configuration', () => {
  const lint = async (settings: object) =>
    rulesOf((await jsonCommand(['lint'], { cwd: project({ 'genie-actions.config.json': { lint: settings } }) })).json);

  it('sets rules and groups, and what is named alone counts more', async () => {
    expect(await lint({ rules: { 'step/unknown-type': 'off' } })).toEqual([]);
    expect(await lint({ rules: { 'step/unknown-type': 'error', step: 'off' } })).toEqual([BAD]);
  });

  it('sets them for files or steps', async () => {
    const rules = { 'step/unknown-type': 'off' };
    expect(await lint({ overrides: [{ files: 'flows/b*.json', rules, reason: 'old' }] })).toEqual([]);
    expect(await lint({ overrides: [{ files: ['flows/g*.json'], rules, reason: 'old' }] })).toEqual([BAD]);
    expect(await lint({ overrides: [{ step: 'job', rules, reason: 'old' }] })).toEqual([]);
    expect(await lint({ overrides: [{ step: '/steps/1', rules, reason: 'old' }] })).toEqual([BAD]);
  });

  it('needs a reason to turn a rule off, and knows its rules', async () => {
    const turnedOff = project({ 'genie-actions.config.json': { lint: { overrides: [{ rules: { ref: 'off' } }] } } });
    expect((await command(['lint'], { cwd: turnedOff })).stderr).toContain('needs a "reason"');
    const unknown = project({ 'genie-actions.config.json': { lint: { rules: { 'ref/undefind': 'off' } } } });
    const { status, stderr } = await command(['lint'], { cwd: unknown });
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: expect.stringContaining('did you mean "ref/undefined"?') as string,
    });
  });

  it('brings step types of its own', async () => {
    const cwd = project({
      'flows/own.json': { ...flow('own'), steps: [{ type: 'shout', result_key: 'job', config: { id: 1 } }] },
      'genie-actions.config.ts': `
        import { z } from '${new URL('../../node_modules/zod/index.js', import.meta.url).href}';
        import { defineStep } from '${new URL('../../src/index.ts', import.meta.url).href}';
        export default { steps: [defineStep({ type: 'shout', summary: 'Shout.', needs: [], effect: 'none',
          config: z.strictObject({ id: z.int() }), result: z.strictObject({ id: z.int() }), example: { id: 1 },
          run: ({ id }) => ({ id }), stub: ({ id }) => ({ id }) })] };`,
    });
    expect(rulesOf((await jsonCommand(['lint'], { cwd })).json)).toEqual([BAD]);
  });
});

describe('git', () => {
  const git = (cwd: string, ...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.c', ...args], { cwd, stdio: 'pipe' });
  const env = { PATH: process.env['PATH'] ?? '' };

  it('says what is staged, and it is checked as it is staged', async () => {
    const cwd = project();
    git(cwd, 'init', '-q');
    expect((await command(['lint', '--staged'], { cwd, env })).stderr).toBe('✓ 0 files, nothing found\n');
    git(cwd, 'add', 'flows/bad.json');
    writeFileSync(join(cwd, 'flows/bad.json'), JSON.stringify(flow('bad')));
    expect(rulesOf((await jsonCommand(['lint', '--staged'], { cwd, env })).json)).toEqual([BAD]);
  });

  it('says what changed since the last commit', async () => {
    const cwd = project();
    git(cwd, 'init', '-q');
    git(cwd, 'add', '.');
    git(cwd, 'commit', '-qm', 'x');
    writeFileSync(join(cwd, 'flows/new.json'), JSON.stringify(flow('new')));
    writeFileSync(join(cwd, 'flows/good.json'), JSON.stringify(flow('good', 'directus_raed')));
    const { json } = await jsonCommand(['lint', '--changed'], { cwd, env });
    expect({ files: json['files'], rules: rulesOf(json) }).toEqual({
      files: 2,
      rules: ['flows/good.json step/unknown-type'],
    });
  });

  it('says nothing where there is no flows folder; a path that is named has to be there', async () => {
    const cwd = folder({ 'readme.txt': '' });
    git(cwd, 'init', '-q');
    for (const flag of ['--staged', '--changed']) {
      const { status, stderr } = await command(['lint', flag], { cwd, env });
      expect({ status, stderr }).toEqual({ status: 0, stderr: '✓ 0 files, nothing found\n' });
      expect((await command(['lint', flag, 'flows'], { cwd, env })).status).toBe(2);
    }
  });

  it('is missed with an error that says so', async () => {
    const { status, stderr } = await command(['lint', '--staged'], {
      cwd: project(),
      env: { ...env, GIT_CEILING_DIRECTORIES: '/' },
    });
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining('GIT_UNAVAILABLE') as string });
  });
});

it('reads the flows of Directus with --remote', async () => {
  const { status, stderr } = await command(['lint', '--remote'], {
    cwd: project(),
    env: { DIRECTUS_URL: 'http://localhost:1', DIRECTUS_TOKEN: 'token' },
  });
  expect({ status, stderr }).toEqual({
    status: 1,
    stderr: expect.stringContaining('Directus cannot be reached') as string,
  });
});

it('watches: checks a file again when it changes, and ends with Ctrl-C', async () => {
  const cwd = project();
  const child = startCommand(['lint', '--watch', '--format', 'agent'], { cwd });
  let shown = '';
  for (const stream of [child.stdout!, child.stderr!]) stream.on('data', (chunk) => (shown += String(chunk)));
  const until = async (pattern: RegExp) => {
    for (let tries = 0; !pattern.test(shown) && tries < 400; tries++) await new Promise((next) => setTimeout(next, 25));
    expect(shown).toMatch(pattern);
  };
  await until(/1 error in 2 files[^]*Watching/);
  writeFileSync(join(cwd, 'flows/bad.json'), JSON.stringify(flow('bad')));
  await until(/flows\/bad\.json: ✓ 1 file, nothing found/);
  child.kill('SIGINT');
  expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(130);
});

describe('explain', () => {
  it('explains a rule with what the linter says of its example', async () => {
    const { status, stdout } = await command(['explain', 'ref/undefined']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^ref\/undefined {2}error, safe fix, since/);
    expect(stdout).toMatch(/Why\n[^]*Wrong\n[^]*error\[ref\/undefined\][^]*\^\^\^[^]*Right\n[^]*Configuration\n/);
  });

  it('is one object with --json', async () => {
    const { json } = await jsonCommand(['explain', 'ref/undefined']);
    expect(json).toMatchObject({
      rule: 'ref/undefined',
      severity: { recommended: 'error' },
      bad: { diagnostics: [{ rule: 'ref/undefined' }] },
    });
  });

  it('lists all rules, and knows a misspelt one', async () => {
    expect((await command(['explain'])).stdout).toMatch(/^json\n {2}json\/syntax +error/);
    const { status, json } = await jsonCommand(['explain', 'ref/undefind']);
    expect({ status, json }).toMatchObject({
      status: 2,
      json: { error: { code: 'RULE_UNKNOWN', message: expect.stringContaining('"ref/undefined"') as string } },
    });
  });
});

it('tells of a doubt about security before a run, on standard error only', async () => {
  const asks = {
    ...flow('asks'),
    steps: [{ type: 'http_request', result_key: 'page', config: { url: '$input.url' } }],
    output: '$page.status',
  };
  const cwd = folder({ 'flows/asks.json': asks });
  const { stdout, stderr, status } = await command(
    ['run', 'asks', '--dry-run', '--input', '{"url":"https://a.example/"}', '--json'],
    { cwd },
  );
  expect(status).toBe(0);
  expect(stderr).toMatch(/^! flows\/asks\.json:\d+:\d+ .*sec\/ssrf\n$/);
  expect(JSON.parse(stdout)).toMatchObject({ success: true, warnings: [] });
  expect(existsSync(join(cwd, '.genie-actions'))).toBe(false);
});

describe('flows together', () => {
  it('may not share a slug', async () => {
    const cwd = folder({ 'flows/a.json': flow('same'), 'flows/b.json': flow('same') });
    const { json } = await jsonCommand(['lint', '--rule', 'flow/duplicate-slug'], { cwd });
    expect(rulesOf(json)).toEqual(['flows/b.json flow/duplicate-slug']);
  });

  it('are what a prompt says they are, however few of them are checked', async () => {
    const cwd = project({ 'prompts/genie.md': 'Actions:\n- good: {}\n- god: {}\n' });
    const { json } = await jsonCommand(['lint', 'flows/bad.json', '--prompt', 'prompts/genie.md', '--rule', 'prompt'], {
      cwd,
    });
    expect(rulesOf(json)).toEqual(['prompts/genie.md prompt/unknown-action']);
    const missing = await command(['lint', '--prompt', 'none.md'], { cwd });
    expect({ status: missing.status, stderr: missing.stderr }).toEqual({
      status: 2,
      stderr: expect.stringContaining('PROMPT_UNREADABLE') as string,
    });
  });
});
