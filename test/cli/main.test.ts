import { execFile } from 'node:child_process';
import { PassThrough, Readable, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import packageFile from '../../package.json' with { type: 'json' };
import { main } from '../../src/cli/main.ts';
import { command, folder, jsonCommand, startCommand } from './command.ts';

const COMMANDS =
  'run, resume, runs, runs show, list, show, steps, steps show, audits, audits flush, doctor, init, schema'
    .split(', ')
    .map((words) => words.split(' '));

describe('help and version', () => {
  it('prints the version of the package', async () => {
    expect(await command(['--version'])).toEqual({ status: 0, stdout: `${packageFile.version}\n`, stderr: '' });
    expect((await jsonCommand(['--version'])).json).toEqual({ version: packageFile.version });
  });

  it.each(COMMANDS)('explains %s %s with examples', async (...words) => {
    const help = await command([...words, '--help']);
    expect(help).toMatchObject({ status: 0, stderr: '' });
    expect(help.stdout).toContain(`Usage: genie-actions ${words.join(' ')}`);
    expect(help.stdout).toMatch(/Examples:\n {2}/);
    expect(help.stdout).toContain('--json');
  });

  it('lists every command', async () => {
    const { stdout } = await command(['--help']);
    for (const [name] of COMMANDS) expect(stdout).toMatch(new RegExp(`^  ${name}\\b`, 'm'));
  });

  it('is one object with --json', async () => {
    const { status, json } = await jsonCommand(['run', '--help']);
    expect(status).toBe(0);
    expect(json['help']).toContain('Usage: genie-actions run');
  });

  it('loads neither handlers nor anything heavy', async () => {
    const script = `
      const { registerHooks } = await import('node:module');
      const loaded = [];
      registerHooks({ resolve(name, context, next) { const found = next(name, context); loaded.push(found.url); return found; } });
      const { main } = await import(${JSON.stringify(new URL('../../src/cli/main.ts', import.meta.url).href)});
      await main(['run', '--help'], process);
      process.stderr.write(loaded.filter((url) => url.startsWith('file:')).join('\\n'));
    `;
    const { stderr } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script]);
    const loaded = stderr.split('\n');
    expect(loaded.some((url) => url.includes('/commander/'))).toBe(true);
    const heavy = loaded.filter((url) =>
      /node_modules\/(?!commander\/)|cli\/(handlers|render)|\/(engine|runner|steps|adapters|config)\//.test(url),
    );
    expect(heavy).toEqual([]);
  });
});

describe('the help of a command', () => {
  it('has no line that is wider than the terminal, examples included', async () => {
    for (const words of COMMANDS) {
      const { stdout } = await command([...words, '--help'], { columns: 80 });
      const typed = /^ {2}genie-actions .*'/;
      const wide = stdout.split('\n').filter((line) => line.length > 80 && !typed.test(line));
      expect({ words, wide }).toEqual({ words, wide: [] });
    }
  });

  it('names only options that the command takes', async () => {
    const { stdout } = await command(['runs', 'show', '--help']);
    expect(stdout).toContain('--state-dir');
    expect(stdout).not.toContain('--limit');
    expect((await command(['audits', '--help'])).stdout).not.toContain('help [command]');
  });

  it('respects --no-color', async () => {
    const env = { FORCE_COLOR: '1' };
    expect((await command(['--help'], { env })).stdout).toContain('\u001B[');
    expect((await command(['--help', '--no-color'], { env })).stdout).not.toContain('\u001B[');
  });
});

describe('wrong usage', () => {
  it.each([
    [['rnu'], 'UNKNOWN_COMMAND', 'Unknown command "rnu"; did you mean "run"?'],
    [['run', 'x', '--jsno'], 'UNKNOWN_OPTION', 'Unknown option "--jsno"; did you mean "--json"?'],
    [['run', 'x', '--dryrun'], 'UNKNOWN_OPTION', 'Unknown option "--dryrun"; did you mean "--dry-run"?'],
    [['run'], 'ARGUMENT_MISSING', 'Missing required argument "flow"'],
    [['run', 'x', '--timeout'], 'OPTION_VALUE_MISSING', /--timeout <duration>/],
    [
      ['run', 'x', '--timeout', 'soon'],
      'OPTION_INVALID',
      '--timeout soon: must be a duration such as 90s, 5m or 500ms',
    ],
    [['run', 'x', '--with', 'f'], 'OPTIONS_CONFLICT', /--step/],
    [
      ['run', 'x', '--from', 'lokal'],
      'OPTION_INVALID',
      '--from lokal: must be one of local, directus; did you mean "local"?',
    ],
    [['list', 'everything'], 'EXCESS_ARGUMENTS', /Too many arguments/],
    [['steps', 'loop'], 'EXCESS_ARGUMENTS', '"steps" takes no "loop"'],
    [['runs', '01JD3Q8Z5K7VX2M9T4B6N8C0RE'], 'EXCESS_ARGUMENTS', /^"runs" takes no "01JD/],
    [['runs', '--limit', '0'], 'OPTION_INVALID', /--limit 0/],
    [['runs', '--status', 'eror'], 'OPTION_INVALID', /did you mean "error"/],
    [['resume', 'X', '--again', '--assume-done'], 'OPTIONS_CONFLICT', /exclude/],
    [['resume', 'X', '--assume-done', '{'], 'JSON_BROKEN', '--assume-done is not JSON'],
    [['run', 'x', '--events', '-'], 'OPTIONS_CONFLICT', /standard output/],
    [
      ['steps', 'show', 'directus_raed'],
      'STEP_TYPE_UNKNOWN',
      'There is no step type "directus_raed"; did you mean "directus_read"?',
    ],
    [[], 'COMMAND_MISSING', 'No command was given'],
  ])('%j is one error object and status 2', async (argv, code, message) => {
    const { status, json, stderr } = await jsonCommand(argv);
    expect(status).toBe(2);
    expect(stderr).toBe('');
    expect(json).toEqual({
      error: expect.objectContaining({
        code,
        message: typeof message === 'string' ? message : expect.stringMatching(message),
      }),
    });
  });

  it('tells a person on standard error, with the way out and without color in a pipe', async () => {
    const { status, stdout, stderr } = await command(['rnu'], { env: { TERM: 'xterm' } });
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toBe(
      '✗ Unknown command "rnu"; did you mean "run"?  UNKNOWN_COMMAND\n  Run "genie-actions --help", or "genie-actions COMMAND --help".\n',
    );
  });

  it('shows the help without a command', async () => {
    const { status, stdout, stderr } = await command([]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain('Usage: genie-actions');
  });

  it('reports a broken configuration', async () => {
    const cwd = folder({ 'genie-actions.config.json': { olama: {} } });
    const { status, json } = await jsonCommand(['list'], { cwd });
    expect(status).toBe(2);
    expect(json['error']).toMatchObject({
      code: 'CONFIG_INVALID',
      message: 'genie-actions.config.json: olama: unknown key; did you mean "ollama"?',
    });
  });
});

describe('color', () => {
  const ESCAPE = '\u001B[';

  it.each([
    [{}, [], false],
    [{ FORCE_COLOR: '1' }, [], true],
    [{ FORCE_COLOR: '1', NO_COLOR: '1' }, [], true],
    [{ FORCE_COLOR: '0' }, [], false],
    [{ FORCE_COLOR: '1' }, ['--no-color'], false],
  ] as Array<[Record<string, string>, string[], boolean]>)('with %j and %j: %s', async (env, flags, isColored) => {
    const { stderr } = await command(['rnu', ...flags], { env });
    expect(stderr.includes(ESCAPE)).toBe(isColored);
    expect(stderr).toContain('Unknown command');
  });
});

describe('output that cannot be written', () => {
  const full = () =>
    new Writable({
      write: (_chunk, _encoding, done) => done(Object.assign(new Error('no space left'), { code: 'ENOSPC' })),
    });
  const streams = { stdin: Readable.from([]), env: {}, cwd: () => folder() };

  it.each([[['steps']], [['steps', '--json']]])('%j says so and ends with status 1', async (argv) => {
    const stderr = new PassThrough();
    expect(await main(argv, { ...streams, stdout: full(), stderr })).toBe(1);
    expect(stderr.read().toString()).toContain('The output could not be written: no space left  OUTPUT_LOST');
  });

  it('on standard error costs nothing but the words', async () => {
    const stdout = new PassThrough();
    expect(await main(['steps'], { ...streams, stdout, stderr: full() })).toBe(0);
    expect(stdout.read().toString()).toContain('directus_read');
  });
});

describe('the process', () => {
  it('starts through the bin file', async () => {
    const bin = new URL('../../bin/genie-actions.js', import.meta.url).pathname;
    const { stdout } = await promisify(execFile)(process.execPath, [bin, '--version']);
    expect(stdout.trim()).toBe(packageFile.version);
  });

  it('ends quietly when nobody reads its output', async () => {
    const child = startCommand(['schema']);
    child.stdout!.once('data', () => child.stdout!.destroy());
    const [stderr, status] = await Promise.all([
      text(child.stderr!),
      new Promise((resolve) => {
        child.once('exit', resolve);
      }),
    ]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
});
