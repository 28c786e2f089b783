import type { Json } from '../json.ts';

/** What references can read at one place of a run. */
export interface Scope {
  /** `undefined`: there is no such root. */
  get(root: string): Json | undefined;
  names(): Iterable<string>;
  /** Whether this property may be absent: one that the input schema does not require, or any of `$context`. */
  isOptional(root: string, field: string): boolean;
}
