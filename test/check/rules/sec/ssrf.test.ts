import { secSsrf } from '../../../../src/check/rules/sec/ssrf.ts';
import { testRule } from '../../test-rule.ts';

testRule(secSsrf);
