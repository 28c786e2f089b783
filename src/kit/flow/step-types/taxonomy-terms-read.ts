// Generated from the step types by `npm run generate`. Do not edit.
import type { Setting } from '../types/setting.ts';

/** Read taxonomy terms, from a cache in the process where that is possible. */
export interface TaxonomyTermsReadSettings {
  /** Terms that weigh most on this platform come first. */
  readonly platform?: Setting<string> | undefined;
  /** Only terms of this concept, such as `aesthetic`; all without it. */
  readonly super_concept?: Setting<string> | undefined;
  /** Terms at most; all without it. */
  readonly limit?: Setting<number> | undefined;
}

export type TaxonomyTermsReadResult = { tag: string; super_concept: string | null; weight: number | null }[];
