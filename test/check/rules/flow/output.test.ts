import { flowOutput } from '../../../../src/check/rules/flow/output.ts';
import { testRule } from '../../test-rule.ts';

testRule(flowOutput);
