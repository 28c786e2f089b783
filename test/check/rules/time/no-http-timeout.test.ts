import { timeNoHttpTimeout } from '../../../../src/check/rules/time/no-http-timeout.ts';
import { testRule } from '../../test-rule.ts';

testRule(timeNoHttpTimeout);
