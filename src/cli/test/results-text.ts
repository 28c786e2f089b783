import type { NamedResult, TestPlace, TestProblem } from '../../kit/testing/index.ts';
import type { Palette } from '../render/palette.ts';
import type { BadTestFile } from './read-test-file.ts';
import { isTested, type TestedFile, type TestRun } from './run-tests.ts';

/** The results for a person: a line for each file, and what is wrong under it. */
export function resultsText({ files }: TestRun, palette: Palette): string {
  return files.flatMap((file) => fileLines(file, palette)).join('\n');
}

function fileLines(file: TestedFile | BadTestFile, palette: Palette): string[] {
  if (!isTested(file)) {
    const lines = file.problems.map(
      ({ message, place }) => `    ${at(file, place)} ${message.replaceAll('\n', '\n      ')}`,
    );
    return [`${palette.bad('✗')} ${palette.strong(file.file)}  is not run`, ...lines];
  }
  const { results } = file;
  if (results.length === 0) return [];
  const failed = results.filter(({ status }) => status === 'failed').length;
  const skipped = results.filter(({ status }) => status === 'skipped');
  const said = new Set<string>();
  const head =
    failed === 0
      ? `${palette.good('✓')} ${file.file}  ${palette.dim(`${results.length} ${results.length === 1 ? 'test' : 'tests'}`)}`
      : `${palette.bad('✗')} ${palette.strong(file.file)}  ${palette.bad(`${failed} of ${results.length} failed`)}`;
  return [
    head,
    ...results.flatMap((result) => failureLines(file, result, said, palette)),
    ...skipped.map(({ name, test }) => palette.dim(`  - ${name}: ${test.skip ?? 'skipped'}`)),
    ...results.flatMap((result) => unusedLines(file, result, palette)),
  ];
}

function failureLines(file: TestedFile, result: NamedResult, said: Set<string>, palette: Palette): string[] {
  if (result.status !== 'failed') return [];
  const head = `  ${palette.bad('✗')} ${result.name}  ${palette.dim(at(file, result.place))}`;
  const fresh = result.problems.filter((problem) => !said.has(keyOf(problem)));
  if (fresh.length === 0) return [head, palette.dim('      for the same reason')];
  for (const problem of fresh) if (isShared(problem)) said.add(keyOf(problem));
  return [head, ...fresh.flatMap((problem) => problemLines(file, problem, palette))];
}

function problemLines(file: TestedFile, { subject, message, detail, place }: TestProblem, palette: Palette): string[] {
  const where = place === undefined ? '' : `  ${palette.dim(at(file, place))}`;
  const more = detail === undefined ? [] : detail.split('\n').map((line) => palette.dim(`        ${line}`));
  return [`      ${palette.accent(subject)} ${message}${where}`, ...more];
}

function unusedLines(file: TestedFile, { name, unusedMocks, place, status }: NamedResult, palette: Palette): string[] {
  // Of a test that failed, what it did not come to is no news.
  if (unusedMocks.length === 0 || status === 'failed') return [];
  const names = unusedMocks.join(', ');
  return [`  ${palette.warning('!')} ${name}: nothing asked for ${names}  ${palette.dim(at(file, place))}`];
}

/** What is wrong with the flow, or with a mock of all tests, is said once. */
function isShared({ kind, path }: TestProblem): boolean {
  return kind === 'flow' || (kind === 'mock' && path[0] === 'defaults');
}

function keyOf({ kind, subject, message }: TestProblem): string {
  return JSON.stringify([kind, subject, message]);
}

function at({ file }: { file: string }, { line, column }: TestPlace): string {
  return `${file}:${line}:${column}`;
}
