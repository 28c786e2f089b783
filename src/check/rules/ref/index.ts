import type { Rule } from '../../rule.ts';
import { refUndefined } from './undefined.ts';

export const refRules: readonly Rule[] = [refUndefined];
