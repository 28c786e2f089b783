import type { Rule } from '../../rule.ts';
import { stepConflictingOptions } from './conflicting-options.ts';
import { stepFlowUuid } from './flow-uuid.ts';
import { stepJsonpath } from './jsonpath.ts';
import { stepMissingOption } from './missing-option.ts';
import { stepUnknownOption } from './unknown-option.ts';
import { stepUnknownType } from './unknown-type.ts';

export const stepRules: readonly Rule[] = [
  stepUnknownType,
  stepMissingOption,
  stepUnknownOption,
  stepConflictingOptions,
  stepFlowUuid,
  stepJsonpath,
];
