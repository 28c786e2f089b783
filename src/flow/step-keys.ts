import { isJsonObject, type Json } from '../json.ts';
import { nearestName } from '../nearest-name.ts';
import { isExpression, isInteger, isString, type KnownKeys, type Takes } from './field-reader.ts';

/** Types whose settings stand beside `type` when the step has no `config`. */
export const FLAT_STEP_TYPES: ReadonlySet<string> = new Set([
  'directus',
  'ollama',
  'stagehand',
  'http',
  'transform',
  'condition',
  'loop',
  'delay',
  'parallel',
  'error',
  'log',
  'return',
  'script',
  'wait-for',
]);

/** What a step has besides its settings, in both dialects. */
export const STEP_KEYS: KnownKeys = new Map<string, Takes>([
  ['type', isString],
  ['result_key', isString],
  ['name', isString],
  ['description', isString],
  ['when', isExpression],
  ['timeout_ms', isInteger],
  ['retry', isJsonObject],
  ['on_error', (value) => isString(value) || isJsonObject(value)],
  ['$lint', isJsonObject],
  ['config', isJsonObject],
]);

/** What `timeout_ms` of a step of this type may be at most. */
export function longestTimeout(type: string | undefined): number {
  return type === 'wait-for' ? 600_000 : 120_000;
}

/** How names of results are written. */
export const RESULT_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

export function isMisspeltConfig(key: string, value: Json): boolean {
  return isJsonObject(value) && !STEP_KEYS.has(key) && key.includes('c') && nearestName(key, ['config']) !== undefined;
}
