import type { Rule } from '../../rule.ts';
import { typeOptionValue } from './option-value.ts';
import { typeOption } from './option.ts';

export const typeRules: readonly Rule[] = [typeOption, typeOptionValue];
