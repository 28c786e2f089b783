import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import { didYouMean } from '../../nearest-name.ts';
import type { TestDocument } from './test-document.ts';
import type { DocumentPath, PlacedMessage } from './suite.ts';

/** The keys of a test file. The schema for editors has the same, which a test checks. */
export const SUITE_KEYS = ['$schema', 'flow', 'defaults', 'tests'] as const;
export const DEFAULT_KEYS = ['input', 'context', 'env', 'now', 'trigger', 'confirmed', 'mocks'] as const;
export const CASE_KEYS = ['name', 'skip', ...DEFAULT_KEYS, 'expect'] as const;
export const EXPECT_KEYS = ['failure', 'output', 'results', 'calls', 'order', 'warnings', 'skipped', 'ran'] as const;
export const FAILURE_KEYS = ['code', 'step', 'message', 'detail', 'problems'] as const;
export const WARNING_KEYS = ['code', 'step', 'message'] as const;
export const MOCK_KEYS = ['$value', '$stub', '$error', '$calls', '$rounds', '$tries'] as const;
export const ERROR_KEYS = ['code', 'message', 'detail', 'retryable'] as const;

/** Reads values of a test document and collects what is wrong with them. */
export class SuiteFields {
  readonly problems: PlacedMessage[] = [];
  readonly #document: Pick<TestDocument, 'placeOf'>;

  constructor(document: Pick<TestDocument, 'placeOf'>) {
    this.#document = document;
  }

  refuse(path: DocumentPath, message: string, target: 'value' | 'key' = 'value'): void {
    this.problems.push({ message, place: this.#document.placeOf(path, target) });
  }

  /** An object with no other keys than these; `undefined` after a complaint. */
  object(value: Json | undefined, path: DocumentPath, what: string, keys?: readonly string[]): JsonObject | undefined {
    if (!isJsonObject(value)) {
      this.refuse(path, `${what} must be an object`);
      return undefined;
    }
    for (const key of keys === undefined ? [] : Object.keys(value)) {
      if (keys!.includes(key)) continue;
      const hint = didYouMean(key, keys!);
      this.refuse([...path, key], `unknown key "${key}"${hint || `; known are ${keys!.join(', ')}`}`, 'key');
    }
    return value;
  }

  text(value: Json | undefined, path: DocumentPath, what: string): string | undefined {
    if (typeof value === 'string' && value !== '') return value;
    this.refuse(path, `${what} must be a text`);
    return undefined;
  }

  oneOf<const Name extends string>(
    value: Json,
    path: DocumentPath,
    what: string,
    names: readonly Name[],
  ): Name | undefined {
    const name = names.find((candidate) => candidate === value);
    if (name !== undefined) return name;
    const hint = typeof value === 'string' ? didYouMean(value, names) : '';
    this.refuse(path, `${what} must be one of ${names.join(', ')}${hint}`);
    return undefined;
  }

  texts(value: Json, path: DocumentPath, what: string): string[] | undefined {
    if (Array.isArray(value) && value.every((entry) => typeof entry === 'string')) return value;
    this.refuse(path, `${what} must be a list of steps`);
    return undefined;
  }

  isTrue(value: Json | undefined, path: DocumentPath, what: string): boolean | undefined {
    if (typeof value === 'boolean') return value;
    this.refuse(path, `${what} must be true or false`);
    return undefined;
  }
}
