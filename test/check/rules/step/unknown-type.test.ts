import { stepUnknownType } from '../../../../src/check/rules/step/unknown-type.ts';
import { testRule } from '../../test-rule.ts';

testRule(stepUnknownType);
