import { readFileSync } from 'node:fs';
import {
  readSuite,
  readTestDocument,
  type FlowTestSuite,
  type PlacedMessage,
  type TestDocument,
} from '../../kit/testing/index.ts';
import { shortPath } from '../short-path.ts';
import { findTestedFlow } from './find-tested-flow.ts';

/** A test file with the flow that it is about, or with what keeps it from being run. */
export interface ReadTestFile {
  path: string;
  /** As it is shown. */
  file: string;
  document?: TestDocument;
  suite?: FlowTestSuite;
  /** The absolute path of the flow. */
  flowFile?: string;
  problems: readonly PlacedMessage[];
}

const START = { line: 1, column: 1 };

/** Reads a test file; what is wrong with it is a problem of it and stops no other. */
export function readTestFile(path: string, directory: string, cwd: string): ReadTestFile {
  const file = shortPath(cwd, path);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (thrown) {
    return { path, file, problems: [{ message: `cannot be read: ${(thrown as Error).message}`, place: START }] };
  }
  const document = readTestDocument(text, path.toLowerCase().endsWith('.json'));
  const { suite, problems } = readSuite(document);
  if (suite === undefined) return { path, file, document, problems };
  const found = findTestedFlow(path, suite.flow, directory);
  if ('file' in found) return { path, file, document, suite, flowFile: found.file, problems };
  const looked = found.looked.map((place) => shortPath(cwd, place)).join(', ');
  const message = `the flow is not there: looked for ${looked}; name it with "flow"`;
  return { path, file, document, suite, problems: [{ message, place: document.placeOf(['flow']) }] };
}
