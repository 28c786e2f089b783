import { flowRange } from '../../../../src/check/rules/flow/range.ts';
import { testRule } from '../../test-rule.ts';

testRule(flowRange);
