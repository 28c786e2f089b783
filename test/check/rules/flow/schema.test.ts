import { flowSchema } from '../../../../src/check/rules/flow/schema.ts';
import { testRule } from '../../test-rule.ts';

testRule(flowSchema);
