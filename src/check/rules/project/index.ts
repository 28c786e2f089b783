import type { Rule } from '../../rule.ts';
import { flowDuplicateSlug } from './duplicate-slug.ts';

/** Rules that compare flows with each other; see `createProjectCheck`. */
export const projectRules: readonly Rule[] = [flowDuplicateSlug];
