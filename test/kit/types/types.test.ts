import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../../..');
const ERROR = /^(\S+?)\((\d+),\d+\): error TS\d+: (.*)$/;

interface CompilerError {
  /** `errors/settings.ts:6`. */
  place: string;
  /** The first line of the message. */
  message: string;
}

/** One run of the compiler over all fixtures. */
function compilerErrors(): CompilerError[] {
  const { stdout } = spawnSync(
    process.execPath,
    [join(root, 'node_modules/typescript/bin/tsc'), '--noEmit', '-p', join(import.meta.dirname, 'tsconfig.json')],
    { cwd: import.meta.dirname, encoding: 'utf8' },
  );
  return stdout.split('\n').flatMap((line) => {
    const [, file, number, message] = ERROR.exec(line) ?? [];
    return file === undefined ? [] : [{ place: `${file}:${number}`, message: message! }];
  });
}

/** What the comments `// @expect: …` say of the lines behind them. */
function expectedErrors(): CompilerError[] {
  return globSync('errors/*.ts', { cwd: import.meta.dirname }).flatMap((file) => {
    const lines = readFileSync(join(import.meta.dirname, file), 'utf8').split('\n');
    return lines.flatMap((line, index) => {
      const message = /^\s*\/\/ @expect: (.*)$/.exec(line)?.[1];
      return message === undefined ? [] : [{ place: `${relative('.', file)}:${index + 2}`, message }];
    });
  });
}

const byPlace = (one: CompilerError, other: CompilerError) => one.place.localeCompare(other.place);

test(
  'the compiler refuses what is wrong in a flow, and its first line says where and what',
  { timeout: 120_000 },
  () => {
    const expected = expectedErrors();
    expect(expected.length).toBeGreaterThanOrEqual(30);
    expect(compilerErrors().toSorted(byPlace)).toEqual(expected.toSorted(byPlace));
  },
);

test('a misspelt field of an earlier step is named together with the step', () => {
  expect(expectedErrors().map(({ message }) => message)).toContain(
    `Property 'respnse' does not exist on type 'Ref<"caption", ModelAnswer>'. Did you mean 'response'?`,
  );
});
