import type { Rule } from '../../rule.ts';

export const queueRules: readonly Rule[] = [];
