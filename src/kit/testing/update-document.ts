import { isJsonObject, type Json } from '../../json.ts';
import { applySplices, spliceRemoval, spliceValue, type TextSplice } from './edit-text.ts';
import { isEqual } from './match-value.ts';
import type { DocumentChange } from './plan-update.ts';
import type { DocumentPath } from './suite.ts';
import { readTestDocument, type TestDocument } from './test-document.ts';
import { parseYaml, type YamlText } from './yaml-text.ts';

export interface UpdatedDocument {
  text: string;
  applied: DocumentChange[];
  /** Changes that the text does not take: what is written once and used twice, above all. */
  refused: DocumentChange[];
}

/**
 * Makes changes in the text of a test file. Comments and the formatting of everything else stay. Each change is looked at
 * afterwards: one that would say something else than it should is not made.
 */
export function updateDocument(
  document: TestDocument,
  changes: readonly DocumentChange[],
  isJson: boolean,
): UpdatedDocument {
  const yaml = parseYaml(document.text);
  const updated: UpdatedDocument = { text: document.text, applied: [], refused: [] };
  const splices: TextSplice[] = [];
  let value: Json = document.value ?? null;
  for (const written of changes) {
    const change = asWritten(written, value);
    const splice = spliceFor(document.text, yaml, change, isJson);
    const expected = splice && withChange(value, change.path, change.value);
    if (
      splice === undefined ||
      expected === undefined ||
      !says(document.text, [...splices, splice], expected, isJson)
    ) {
      updated.refused.push(change);
      continue;
    }
    splices.push(splice);
    value = expected;
    updated.applied.push(change);
  }
  updated.text = applySplices(document.text, splices);
  return updated;
}

/** The value at a path of a document. */
export function valueAt(value: Json | undefined, path: DocumentPath): Json | undefined {
  let found = value;
  for (const part of path) {
    if (Array.isArray(found)) found = found[Number(part)];
    else if (isJsonObject(found) && Object.hasOwn(found, part)) found = found[part];
    else return undefined;
  }
  return found;
}

/** `failure: CODE` and `- CODE` are short for an object with a code. */
function asWritten(change: DocumentChange, value: Json): DocumentChange {
  const { path } = change;
  const isShort = path.at(-1) === 'code' && typeof valueAt(value, path.slice(0, -1)) === 'string';
  return isShort ? { ...change, path: path.slice(0, -1) } : change;
}

function spliceFor(
  text: string,
  yaml: YamlText,
  { path, value }: DocumentChange,
  isJson: boolean,
): TextSplice | undefined {
  return value === undefined ? spliceRemoval(text, yaml, path) : spliceValue(text, yaml, path, value, isJson);
}

function says(text: string, splices: readonly TextSplice[], expected: Json, isJson: boolean): boolean {
  return isEqual(readTestDocument(applySplices(text, splices), isJson).value, expected);
}

function withChange(value: Json, path: DocumentPath, change: Json | undefined): Json {
  const [part, ...rest] = path;
  if (part === undefined) return change ?? null;
  if (Array.isArray(value)) return value.with(Number(part), withChange(value[Number(part)] ?? null, rest, change));
  const object = isJsonObject(value) ? value : {};
  if (rest.length > 0 || change !== undefined)
    return { ...object, [part]: withChange(object[part] ?? null, rest, change) };
  const { [String(part)]: _, ...others } = object;
  return others;
}
