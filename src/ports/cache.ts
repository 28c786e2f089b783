import type { Json } from '../json.ts';

/** Values that may be lost at any time. */
export interface CachePort {
  get(namespace: string, key: string): Promise<Json | undefined>;
  /** `ttlMs` absent: until cleared. */
  set(namespace: string, key: string, value: Json, ttlMs?: number): Promise<void>;
  /** Forgets a namespace and says how many values went. */
  clear(namespace: string): Promise<number>;
  close(): Promise<void>;
}
