import { parseJson, positionAt } from '../../flow/index.ts';
import { isDeeperThan, MAX_JSON_DEPTH, type Json } from '../../json.ts';
import { parseYaml, placeInYaml, type YamlText } from './yaml-text.ts';
import type { DocumentPath, PlacedMessage, TestPlace } from './suite.ts';

/** A test file's text, read; JSON is YAML, too. */
export interface TestDocument {
  text: string;
  /** `undefined` when the text cannot be read. */
  value: Json | undefined;
  problems: readonly PlacedMessage[];
  /** Where a value stands, or with `key` the key before it; the nearest place around it when it is not written there. */
  placeOf(path: DocumentPath, target?: 'value' | 'key'): TestPlace;
}

/** A longer text is no test file. */
const MAX_CHARS = 5_000_000;

const START: TestPlace = { line: 1, column: 1 };

/** Reads the text of a `.test.yaml` or, with `isJson`, of a `.test.json`. Never throws for what it holds. */
export function readTestDocument(text: string, isJson: boolean): TestDocument {
  if (text.length > MAX_CHARS) return broken(text, [{ message: 'the file has more than 5 MB', place: START }]);
  const quick = isJson ? readJson(text) : undefined;
  if (quick?.problems.length) return broken(text, quick.problems);
  let yaml: YamlText | undefined;
  const read = () => (yaml ??= parseYaml(text));
  if (quick === undefined && read().problems.length > 0) return broken(text, read().problems);
  const value = quick === undefined ? read().value! : quick.value;
  const document: TestDocument = {
    text,
    value,
    problems: [],
    placeOf: (path, target = 'value') => placeInYaml(read(), path, target),
  };
  if (!isDeeperThan(value, MAX_JSON_DEPTH)) return document;
  return broken(text, [{ message: `the file is nested more than ${MAX_JSON_DEPTH} deep`, place: START }]);
}

function broken(text: string, problems: readonly PlacedMessage[]): TestDocument {
  return { text, value: undefined, problems, placeOf: () => START };
}

/** Broken JSON is told by the parser that tells it best. */
function readJson(text: string): { value: Json; problems: PlacedMessage[] } {
  const document = parseJson(text);
  const problems = document.problems.slice(0, 5).map(({ message, start }) => ({
    message,
    place: positionAt(document, start),
  }));
  return { value: document.root?.value ?? null, problems };
}
