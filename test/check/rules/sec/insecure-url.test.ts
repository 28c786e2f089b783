import { secInsecureUrl } from '../../../../src/check/rules/sec/insecure-url.ts';
import { testRule } from '../../test-rule.ts';

testRule(secInsecureUrl);
