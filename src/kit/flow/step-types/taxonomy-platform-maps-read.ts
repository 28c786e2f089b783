// Generated from the step types by `npm run generate`. Do not edit.
import type { Setting } from '../types/setting.ts';

/** Read how taxonomy terms weigh on a platform, from a cache in the process where that is possible. */
export interface TaxonomyPlatformMapsReadSettings {
  /** The platform, such as `fansly`. */
  readonly platform: Setting<string>;
}

export type TaxonomyPlatformMapsReadResult = {
  platform: string;
  tag: string;
  super_concept: string | null;
  weight: number;
}[];
