import { flowType } from '../../../../src/check/rules/flow/type.ts';
import { testRule } from '../../test-rule.ts';

testRule(flowType);
