import type { Rule } from '../../rule.ts';

export const secRules: readonly Rule[] = [];
