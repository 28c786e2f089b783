import { CommanderError } from 'commander';
import { GenieError, toGenieError } from '../errors.ts';
import { usageErrorOf } from './command-error.ts';
import { EXIT_STATUS, statusOfError } from './exit-status.ts';
import type { Outcome } from './outcome.ts';
import { createProgram } from './program.ts';
import { isColorWanted } from './session.ts';
import type { OutputStream, Streams } from './streams.ts';

/**
 * Runs one command line and returns its exit status; never rejects and never ends the process.
 * Standard output gets data (with `--json` exactly one object), standard error what is for the person.
 */
export async function main(argv: readonly string[], streams: Streams): Promise<number> {
  const isJson = argv.slice(0, argv.includes('--') ? argv.indexOf('--') : undefined).includes('--json');
  const isQuiet = argv.includes('--quiet');
  const lostOutput = watchOutput(streams);
  const status = await printOutcome(argv, streams, isJson, isQuiet);
  const lost = lostOutput();
  if (lost === undefined) return status;
  await write(streams.stderr, `✗ The output could not be written: ${lost.message}  OUTPUT_LOST\n`);
  return status === EXIT_STATUS.done ? EXIT_STATUS.failed : status;
}

async function printOutcome(
  argv: readonly string[],
  streams: Streams,
  isJson: boolean,
  isQuiet: boolean,
): Promise<number> {
  try {
    const outcome = await performCommand(argv, streams, isJson);
    if (isJson) await write(streams.stdout, `${JSON.stringify(outcome.json, null, 2)}\n`);
    else if (outcome.text) await write(streams.stdout, endLine(outcome.text));
    const isWorthSaying = !isJson && (!isQuiet || outcome.status !== EXIT_STATUS.done);
    if (outcome.notes && isWorthSaying) await write(streams.stderr, endLine(outcome.notes));
    return outcome.status;
  } catch (thrown) {
    if (isJson) await write(streams.stdout, `${JSON.stringify({ error: errorObject(thrown) }, null, 2)}\n`);
    else await write(streams.stderr, await errorText(thrown, argv, streams));
    return statusOfError(thrown);
  }
}

async function performCommand(argv: readonly string[], streams: Streams, isJson: boolean): Promise<Outcome> {
  const printed: string[] = [];
  let outcome: Outcome | undefined;
  const program = createProgram(streams, (done) => (outcome = done), printed, !argv.includes('--no-color'));
  try {
    await program.parseAsync(argv, { from: 'user' });
  } catch (thrown) {
    if (!(thrown instanceof CommanderError)) throw thrown;
    const text = printed.join('');
    if (thrown.code === 'commander.version') return { status: 0, json: { version: text.trim() }, text };
    if (thrown.code === 'commander.helpDisplayed') return { status: 0, json: { help: text }, text };
    if (thrown.code === 'commander.help' && !isJson)
      return { status: EXIT_STATUS.usage, json: {}, text: '', notes: text };
    throw usageErrorOf(thrown);
  }
  if (outcome === undefined) throw new GenieError('INTERNAL', 'The command ended without an outcome');
  return outcome;
}

function errorObject(thrown: unknown): { code: string; message: string; detail?: string } {
  const { code, message, detail, cause } = toGenieError(thrown);
  const bug =
    code === 'INTERNAL' && cause instanceof Error ? `This is a bug: please report it.\n${cause.stack}` : undefined;
  const more = detail ?? bug;
  return { code, message, ...(more === undefined ? {} : { detail: more }) };
}

async function errorText(thrown: unknown, argv: readonly string[], streams: Streams): Promise<string> {
  const { renderError } = await import('./render/render-error.ts');
  const { stderr, env } = streams;
  const columns = stderr.isTTY ? stderr.columns : undefined;
  return renderError(errorObject(thrown), isColorWanted(stderr, env, !argv.includes('--no-color')), columns);
}

function endLine(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`;
}

/** Waits until the text is handed over or lost; the stream's listener is told of a loss before. */
function write(stream: OutputStream, text: string): Promise<void> {
  return new Promise((resolve) => {
    stream.write(text, () => setImmediate(resolve));
  });
}

/** Remembers the first failure of standard output; a reader that went away is none, and of standard error nobody can be told. */
function watchOutput({ stdout, stderr }: Streams): () => Error | undefined {
  let lost: Error | undefined;
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') lost ??= error;
  });
  stderr.on('error', () => {});
  return () => lost;
}
