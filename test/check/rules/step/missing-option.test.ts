import { stepMissingOption } from '../../../../src/check/rules/step/missing-option.ts';
import { testRule } from '../../test-rule.ts';

testRule(stepMissingOption);
