import type { Rule } from '../../rule.ts';
import { stepUnknownType } from './unknown-type.ts';

export const stepRules: readonly Rule[] = [stepUnknownType];
