import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { command, folder } from './command.ts';

const HELPS = ['', 'run', 'runs', 'list', 'show', 'steps', 'steps show', 'schema', 'doctor', 'audits', 'audits flush'];
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

/** What a shell makes of a line: words, single quotes, `<<<` and `>`. */
function typed(line: string): Typed {
  const words = [...line.replace(/ +# .*$/, '').matchAll(/'([^']*)'|(\S+)/g)].map(
    ([, quoted, bare]) => quoted ?? bare!,
  );
  const result: Typed = { argv: [] };
  for (let index = 0; index < words.length; index++) {
    if (words[index] === '<<<') result.stdin = words[++index]!;
    else if (words[index] === '>') result.file = words[++index]!;
    else result.argv.push(words[index]!);
  }
  return result;
}

let cwd = '';
beforeAll(() => {
  cwd = folder(files);
});

test.each(HELPS)('the examples of "%s --help" work when they are pasted one after the other', async (name) => {
  const { stdout: help } = await command([...name.split(' ').filter(Boolean), '--help']);
  const lines = help.split('\n').flatMap((line) => /^ {2}genie-actions (.+)$/.exec(line)?.[1] ?? []);
  expect(lines.length).toBeGreaterThan(0);
  for (const line of lines.filter((text) => !text.startsWith('init'))) {
    const { argv, stdin, file } = typed(line);
    const result = await command(argv, { cwd, ...(stdin === undefined ? {} : { stdin }) });
    if (file !== undefined) writeFileSync(join(cwd, file), result.stdout);
    // Where there is no Ollama, doctor says so.
    const expected = argv[0] === 'doctor' ? [0, 1] : [0];
    expect({ line, isRight: expected.includes(result.status), stderr: result.stderr }).toMatchObject({ isRight: true });
  }
});
