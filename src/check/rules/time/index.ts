import type { Rule } from '../../rule.ts';

export const timeRules: readonly Rule[] = [];
