import { stepUnknownOption } from '../../../../src/check/rules/step/unknown-option.ts';
import { testRule } from '../../test-rule.ts';

testRule(stepUnknownOption);
