import type { JsonValue } from './json-value.ts';

/** Different in every process, so that no text is written to collide. */
const SEED = Math.floor(Math.random() * 0x1_0000_0000) | 0;

/**
 * A 32-bit number that is the same for equal JSON, whatever the order of the keys; different values seldom share one.
 * The nesting must be bounded.
 */
export function fingerprint(value: JsonValue): number {
  if (typeof value === 'string') return textFingerprint(value);
  // Zero with a sign is the same JSON as without.
  if (typeof value !== 'object') return value === 0 ? SEED : textFingerprint(String(value));
  if (value === null) return mix(SEED, 0);
  return Array.isArray(value) ? arrayFingerprint(value) : objectFingerprint(value);
}

function arrayFingerprint(values: readonly JsonValue[]): number {
  let hash = mix(SEED, 1);
  for (const value of values) hash = mix(hash, fingerprint(value));
  return hash;
}

/** A sum does not depend on the order. */
function objectFingerprint(value: Readonly<Record<string, JsonValue>>): number {
  let sum = SEED;
  for (const key of Object.keys(value)) {
    sum = (sum + mix(textFingerprint(key), fingerprint(value[key] ?? null))) | 0;
  }
  return mix(sum, 2);
}

function textFingerprint(text: string): number {
  let hash = mix(SEED, text.length);
  for (let index = 0; index < text.length; index += 1) hash = mix(hash, text.charCodeAt(index));
  return hash;
}

function mix(hash: number, part: number): number {
  const mixed = Math.imul(hash ^ part, 0x5bd1e995);
  return mixed ^ (mixed >>> 15);
}
