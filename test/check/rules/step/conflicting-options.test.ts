import { stepConflictingOptions } from '../../../../src/check/rules/step/conflicting-options.ts';
import { testRule } from '../../test-rule.ts';

testRule(stepConflictingOptions);
