import { isJsonObject, type Json } from '../json.ts';
import { nearestName } from '../nearest-name.ts';

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
export const STEP_KEYS: ReadonlySet<string> = new Set([
  'type',
  'result_key',
  'name',
  'description',
  'when',
  'timeout_ms',
  'retry',
  'on_error',
  '$lint',
  'config',
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
