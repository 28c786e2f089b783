import { readFile } from 'node:fs/promises';
import {
  readSuite,
  readTestDocument,
  type FlowTestSuite,
  type PlacedMessage,
  type TestDocument,
} from '../../kit/testing/index.ts';
import { shortPath } from '../short-path.ts';
import { readTestedFlow, type FlowPlaces, type TestedFlow } from './tested-flow.ts';

/** A test file that cannot be run, and why. */
export interface BadTestFile extends NamedFile {
  problems: readonly PlacedMessage[];
}

/** A test file with the flow that it is about. */
export interface SoundTestFile extends NamedFile {
  document: TestDocument;
  suite: FlowTestSuite;
  flow: TestedFlow;
}

interface NamedFile {
  path: string;
  /** As it is shown. */
  file: string;
}

/** Reads a test file; what is wrong with it is a problem of it and stops no other. */
export async function readTestFile(path: string, places: FlowPlaces): Promise<SoundTestFile | BadTestFile> {
  const file = shortPath(places.cwd, path);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (thrown) {
    const message = `cannot be read: ${(thrown as Error).message}`;
    return { path, file, problems: [{ message, place: { line: 1, column: 1 } }] };
  }
  const document = readTestDocument(text, isJsonFile(path));
  const { suite, problems } = readSuite(document);
  if (suite === undefined) return { path, file, problems };
  const flow = await readTestedFlow(path, suite.flow, places);
  if (!('problem' in flow)) return { path, file, document, suite, flow };
  return { path, file, problems: [{ message: flow.problem, place: document.placeOf(['flow']) }] };
}

export function isJsonFile(path: string): boolean {
  return path.toLowerCase().endsWith('.json');
}
