import { flowWaitWithoutTimeout } from '../../../../src/check/rules/flow/wait-without-timeout.ts';
import { testRule } from '../../test-rule.ts';

testRule(flowWaitWithoutTimeout);
