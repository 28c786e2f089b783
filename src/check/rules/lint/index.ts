import type { Rule } from '../../rule.ts';
import { lintSuppressionReason } from './suppression-reason.ts';
import { lintUnusedSuppression } from './unused-suppression.ts';

/** What is wrong with suppressions; reported when the other rules are done. */
export const lintRules: readonly Rule[] = [lintUnusedSuppression, lintSuppressionReason];
