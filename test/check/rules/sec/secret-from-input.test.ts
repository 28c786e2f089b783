import { secSecretFromInput } from '../../../../src/check/rules/sec/secret-from-input.ts';
import { testRule } from '../../test-rule.ts';

testRule(secSecretFromInput);
