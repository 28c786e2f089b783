import { stepFlowUuid } from '../../../../src/check/rules/step/flow-uuid.ts';
import { testRule } from '../../test-rule.ts';

testRule(stepFlowUuid);
