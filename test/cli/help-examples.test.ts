import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { command, folder } from './command.ts';
import { commandNames } from './command-names.ts';
import { install } from './source-package.ts';

/** In this order: what one makes, another may take. */
const HELPS = [
  '',
  'run',
  'runs',
  'list',
  'show',
  'steps',
  'steps show',
  'schema',
  'doctor',
  'audits',
  'audits flush',
  'explain',
  'prompt',
  'lint',
  'inspect',
  'graph',
  'docs',
  'test',
  'new',
  'eject',
  'build',
  'completion',
];
const NOT_RUN: Readonly<Record<string, string>> = {
  resume: 'takes the id of a run that failed (test/cli/resume.test.ts)',
  'runs show': 'takes the id of a run (test/cli/look.test.ts)',
  worker: 'needs Redis (test/live)',
  jobs: 'needs Redis (test/live)',
  'jobs list': 'needs Redis (test/live)',
  'jobs show': 'needs Redis (test/live)',
  'jobs retry': 'needs Redis (test/live)',
  lsp: 'talks to an editor (test/lsp)',
  intercept: 'reads what a model answers (test/cli/intercept.test.ts)',
  init: 'asks (test/cli/init.test.ts)',
  status: 'needs a Directus (test/live/sync)',
  diff: 'needs a Directus (test/live/sync)',
  pull: 'needs a Directus (test/live/sync)',
  push: 'needs a Directus (test/live/sync)',
  history: 'needs a Directus (test/live/sync)',
  rollback: 'needs a Directus (test/live/sync)',
  directus: 'needs a Directus (test/live)',
  'directus setup': 'needs a Directus (test/live)',
  'directus schema': 'needs a Directus (test/live)',
  'directus schema pull': 'needs a Directus (test/live)',
  credentials: 'needs a key (test/cli/credentials.test.ts)',
  'credentials encrypt': 'needs a key (test/cli/credentials.test.ts)',
  'credentials check': 'needs a key (test/cli/credentials.test.ts)',
};
/** Starts a project of its own, never ends, needs a repository of git. */
const LINES_NOT_RUN = /^init|--watch|--staged/;
const FLOWS = new URL('../../flows/', import.meta.url);
const files = Object.fromEntries(
  readdirSync(FLOWS).map((name) => [`flows/${name}`, readFileSync(new URL(name, FLOWS), 'utf8')]),
);

interface Typed {
  argv: string[];
  stdin?: string;
  /** Where `>` sends standard output. */
  file?: string;
}

/** What a shell makes of a line: words, quotes, `<<<`, `>` and `>>`. */
function typed(line: string): Typed {
  const words = [...line.replace(/ +# .*$/, '').matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(
    ([, single, double, bare]) => single ?? double ?? bare!,
  );
  const result: Typed = { argv: [] };
  for (let index = 0; index < words.length; index++) {
    if (words[index] === '<<<') result.stdin = words[++index]!;
    else if (words[index] === '>' || words[index] === '>>') result.file = words[++index]!;
    else result.argv.push(words[index]!);
  }
  return result;
}

let cwd = '';
beforeAll(() => {
  cwd = folder(files);
  install(cwd, ['genie-actions']);
});

test('the examples of every command are run, or it is said why not', () => {
  expect([...HELPS.filter(Boolean), ...Object.keys(NOT_RUN)].sort()).toEqual(commandNames().sort());
});

test.each(Object.keys(NOT_RUN))('"%s --help" has examples', async (name) => {
  const { stdout } = await command([...name.split(' '), '--help']);
  expect(stdout).toMatch(/^ {2}genie-actions \S/m);
});

test.each(HELPS)('the examples of "%s --help" work when they are pasted one after the other', async (name) => {
  const { stdout: help } = await command([...name.split(' ').filter(Boolean), '--help']);
  const lines = help.split('\n').flatMap((line) => /^ {2}genie-actions (.+)$/.exec(line)?.[1] ?? []);
  expect(lines.length).toBeGreaterThan(0);
  for (const line of lines.filter((text) => !LINES_NOT_RUN.test(text))) {
    const { argv, stdin, file } = typed(line);
    const result = await command(argv, { cwd, ...(stdin === undefined ? {} : { stdin }) });
    if (file !== undefined) {
      mkdirSync(dirname(join(cwd, file)), { recursive: true });
      writeFileSync(join(cwd, file), result.stdout);
    }
    // Where there is no Ollama, doctor says so.
    const expected = argv[0] === 'doctor' ? [0, 1] : [0];
    expect({ line, isRight: expected.includes(result.status), stderr: result.stderr }).toMatchObject({ isRight: true });
  }
});
