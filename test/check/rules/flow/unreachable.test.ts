import { flowUnreachable } from '../../../../src/check/rules/flow/unreachable.ts';
import { testRule } from '../../test-rule.ts';

testRule(flowUnreachable);
