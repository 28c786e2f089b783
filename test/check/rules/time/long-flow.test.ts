import { timeLongFlow } from '../../../../src/check/rules/time/long-flow.ts';
import { testRule } from '../../test-rule.ts';

testRule(timeLongFlow);
