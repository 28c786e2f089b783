import type { Json } from '../../json.ts';
import type { DocumentPath, TestPlace } from './suite.ts';

/** What kind of expectation a problem is about; `flow`: the flow itself cannot run, `mock`: a mock is wrong or missing. */
export type TestProblemKind =
  | 'flow'
  | 'mock'
  | 'failure'
  | 'output'
  | 'results'
  | 'calls'
  | 'order'
  | 'warnings'
  | 'skipped'
  | 'ran';

/** One reason why a test fails. */
export interface TestProblem {
  kind: TestProblemKind;
  /** What it is about: `output.caption`, `mocks.post.id`. */
  subject: string;
  /** What follows the subject: `expected "draft", got "scheduled"`. */
  message: string;
  /** The way out, or more about it. */
  detail?: string;
  /** Where it stands in the test document. */
  path: DocumentPath;
  place?: TestPlace;
  /** What came instead of what was expected; absent where nothing did. */
  actual?: Json;
}

/** A path of a document as a person reads it; the key of an exact pattern is none of its parts. */
export function subjectOf(path: DocumentPath): string {
  return path
    .filter((part) => part !== '$exact')
    .reduce<string>((text, part) => {
      if (typeof part === 'number') return `${text}[${part}]`;
      return text === '' ? part : `${text}.${part}`;
    }, '');
}
