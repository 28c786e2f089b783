import type { StepDirectory } from '../facts/index.ts';
import {
  parseFlow,
  parseJson,
  readFlow,
  type FieldProblem,
  type Flow,
  type FlowProblem,
  type JsonDocument,
} from '../flow/index.ts';
import { MAX_JSON_DEPTH, type Json } from '../json.ts';

export interface ReadDocument {
  /** As much of the flow as could be read; `undefined` when the text holds no object. */
  flow: Flow | undefined;
  problems: readonly FlowProblem[];
  hasSyntaxErrors: boolean;
  /** The text with positions. */
  document: () => JsonDocument;
}

/** Up to this length a text is sure to be within the limit of a flow document, which counts bytes. */
const MAX_QUICK_LENGTH = 300_000;

/**
 * Reads a flow document; see `parseFlow`. Most documents have no mistakes: they are read by the engine's own JSON parser,
 * and positions are only worked out when something asks for them. What that parser passes over in silence, keys given
 * twice, is noticed by counting.
 */
export function readDocument(text: string, directory: StepDirectory): ReadDocument {
  const nestedSettings = (type: string) => directory.factsOf(type)?.rawSettings;
  const value = text.length > MAX_QUICK_LENGTH ? undefined : quickly(text);
  if (value !== undefined) {
    const problems: FieldProblem[] = [];
    const flow = readFlow(value, nestedSettings, problems);
    if (flow !== undefined && problems.length === 0)
      return { flow, problems: [], hasSyntaxErrors: false, document: lazily(text) };
  }
  const { flow, problems, document } = parseFlow(text, { nestedSettings });
  const hasSyntaxErrors = problems.some(({ rule }) => rule === 'json/syntax');
  return { flow, problems, hasSyntaxErrors, document: () => document };
}

function lazily(text: string): () => JsonDocument {
  let document: JsonDocument | undefined;
  return () => (document ??= parseJson(text));
}

function quickly(text: string): Json | undefined {
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
  return countKeys(value, 0) === countPlainKeys(text) ? value : undefined;
}

/** Keys in all objects of a value; `NaN` when it is nested too deep. */
function countKeys(value: Json, depth: number): number {
  if (typeof value !== 'object' || value === null) return 0;
  if (depth === MAX_JSON_DEPTH) return Number.NaN;
  let count = 0;
  if (Array.isArray(value)) {
    for (const item of value) count += countKeys(item, depth + 1);
    return count;
  }
  for (const key in value) count += 1 + countKeys(value[key]!, depth + 1);
  return count;
}

const QUOTE = 34;
const SPACE = 32;
const BACKSLASH = 92;

/**
 * At least the number of keys in the text: more when a string holds such a thing, or when a key is given twice.
 * `NaN` when a key has an escape in it. V8 can take one escaped key for another: in Node 24,
 * `JSON.parse('{"":"","\\\\":"ä€"}')` makes a later `JSON.parse('{"":"","\\n":"a"}')` answer with the key of the first.
 */
function countPlainKeys(text: string): number {
  const hasEscapes = text.includes('\\');
  let count = 0;
  for (let index = text.indexOf(':'); index !== -1; index = text.indexOf(':', index + 1)) {
    let before = index - 1;
    while (text.charCodeAt(before) <= SPACE) before--;
    if (text.charCodeAt(before) !== QUOTE) continue;
    if (hasEscapes && hasEscape(text, before)) return Number.NaN;
    count++;
  }
  return count;
}

/** Whether the string that ends at `end` has an escape in it; a quote that is itself escaped counts. */
function hasEscape(text: string, end: number): boolean {
  for (let index = end - 1; index >= 0; index--) {
    const code = text.charCodeAt(index);
    if (code === BACKSLASH) return true;
    if (code === QUOTE) return false;
  }
  return false;
}
