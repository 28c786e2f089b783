import { replaceFile } from '../lint/replace-file.ts';
import { changeText, planUpdate, updateDocument, valueAt } from '../../kit/testing/index.ts';
import { isJsonFile } from './read-test-file.ts';
import { isTested, type TestedFile, type TestRun } from './run-tests.ts';

/** What `--update` made of a file. */
export interface FileUpdate {
  file: string;
  /** By test, what is expected now. */
  changes: Array<{ test: string; change: string }>;
  /** By test, what a person has to decide. */
  left: Array<{ test: string; message: string }>;
  /** Why nothing was written. */
  problem?: string;
}

/** Writes what came into the test files where something else was expected; files in which nothing is wrong stay as they are. */
export function updateFiles({ files }: TestRun): FileUpdate[] {
  return files.filter(isTested).flatMap(updateFile);
}

function updateFile({ path, file, document, tester, results }: TestedFile): FileUpdate[] {
  const plan = planUpdate(results, tester.steps);
  const { text, applied, refused } = updateDocument(document, plan.changes, isJsonFile(path));
  const left = [
    ...plan.left,
    ...refused.map(({ test, subject }) => ({ test, message: `${subject} has to be written by hand` })),
  ];
  const changes = applied.map((change) => ({
    test: change.test,
    change: changeText(change, valueAt(document.value, change.path)),
  }));
  if (changes.length === 0 && left.length === 0) return [];
  if (changes.length === 0) return [{ file, changes, left }];
  const problem = replaceFile(path, document.text, text, undefined);
  return [problem === undefined ? { file, changes, left } : { file, changes: [], left, problem }];
}
