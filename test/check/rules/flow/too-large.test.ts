import { flowTooLarge } from '../../../../src/check/rules/flow/too-large.ts';
import { testRule } from '../../test-rule.ts';

testRule(flowTooLarge);
