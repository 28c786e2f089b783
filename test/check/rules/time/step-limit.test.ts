import { timeStepLimit } from '../../../../src/check/rules/time/step-limit.ts';
import { testRule } from '../../test-rule.ts';

testRule(timeStepLimit);
