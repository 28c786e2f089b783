import type { Rule } from '../../rule.ts';

export const ollamaRules: readonly Rule[] = [];
