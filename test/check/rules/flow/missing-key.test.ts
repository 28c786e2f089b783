import { flowMissingKey } from '../../../../src/check/rules/flow/missing-key.ts';
import { testRule } from '../../test-rule.ts';

testRule(flowMissingKey);
