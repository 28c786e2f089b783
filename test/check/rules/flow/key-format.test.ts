import { flowKeyFormat } from '../../../../src/check/rules/flow/key-format.ts';
import { testRule } from '../../test-rule.ts';

testRule(flowKeyFormat);
