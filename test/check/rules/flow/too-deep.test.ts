import { flowTooDeep } from '../../../../src/check/rules/flow/too-deep.ts';
import { testRule } from '../../test-rule.ts';

testRule(flowTooDeep);
