import { stepJsonpath } from '../../../../src/check/rules/step/jsonpath.ts';
import { testRule } from '../../test-rule.ts';

testRule(stepJsonpath);
