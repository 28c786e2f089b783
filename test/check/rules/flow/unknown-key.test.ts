import { flowUnknownKey } from '../../../../src/check/rules/flow/unknown-key.ts';
import { testRule } from '../../test-rule.ts';

testRule(flowUnknownKey);
