import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { main } from '../../src/cli/main.ts';

export interface CommandResult {
  status: number;
  stdout: string;
  stderr: string;
}

export interface CommandOptions {
  cwd?: string;
  env?: Record<string, string>;
  stdin?: string;
  /** The width of the terminal on standard output; there is none without. */
  columns?: number;
}

/** A new folder with these files; objects are written as JSON. */
export function folder(files: Record<string, string | object> = {}): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'genie-cli-')));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), typeof content === 'string' ? content : JSON.stringify(content, null, 2));
  }
  return root;
}

/** Runs a command line in this process. */
export async function command(argv: string[], options: CommandOptions = {}): Promise<CommandResult> {
  const stdout: PassThrough & { columns?: number } = new PassThrough();
  if (options.columns !== undefined) stdout.columns = options.columns;
  const stderr = new PassThrough();
  const cwd = options.cwd ?? folder();
  const texts = Promise.all([text(stdout), text(stderr)]);
  const status = await main(argv, {
    stdin: Readable.from([options.stdin ?? '']),
    stdout,
    stderr,
    env: options.env ?? {},
    cwd: () => cwd,
  });
  stdout.end();
  stderr.end();
  const [out, err] = await texts;
  return { status, stdout: out, stderr: err };
}

/** Runs a command line with `--json` and parses the one object that it printed. */
export async function jsonCommand(argv: string[], options: CommandOptions = {}) {
  const result = await command([...argv, '--json'], options);
  return { ...result, json: JSON.parse(result.stdout) as Record<string, unknown> };
}

const MAIN = new URL('../../src/cli/main.ts', import.meta.url).href;
const SCRIPT = `const { main } = await import(${JSON.stringify(MAIN)}); process.exitCode = await main(process.argv.slice(1), process);`;

/** Starts a command line in a process of its own, from the source. */
export function startCommand(argv: string[], options: CommandOptions = {}): ChildProcess {
  return spawn(process.execPath, ['--input-type=module', '--eval', SCRIPT, '--', ...argv], {
    cwd: options.cwd ?? folder(),
    env: { PATH: process.env['PATH'] ?? '', ...options.env },
  });
}

/** Waits for a started command. */
export async function finished(child: ChildProcess): Promise<CommandResult & { signal: NodeJS.Signals | null }> {
  const texts = Promise.all([text(child.stdout!), text(child.stderr!)]);
  const [status, signal] = await new Promise<[number, NodeJS.Signals | null]>((resolve) => {
    child.once('exit', (code, by) => resolve([code ?? -1, by]));
  });
  const [stdout, stderr] = await texts;
  return { status, signal, stdout, stderr };
}
