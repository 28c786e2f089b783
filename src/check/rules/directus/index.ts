import type { Rule } from '../../rule.ts';

export const directusRules: readonly Rule[] = [];
