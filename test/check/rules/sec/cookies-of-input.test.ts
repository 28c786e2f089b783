import { secCookiesOfInput } from '../../../../src/check/rules/sec/cookies-of-input.ts';
import { testRule } from '../../test-rule.ts';

testRule(secCookiesOfInput);
