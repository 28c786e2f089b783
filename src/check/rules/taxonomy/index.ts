import type { Rule } from '../../rule.ts';
import { taxonomyMissingInvalidate } from './missing-invalidate.ts';

export const taxonomyRules: readonly Rule[] = [taxonomyMissingInvalidate];
