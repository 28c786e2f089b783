import { secSecretLeak } from '../../../../src/check/rules/sec/secret-leak.ts';
import { testRule } from '../../test-rule.ts';

testRule(secSecretLeak);
