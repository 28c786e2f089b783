import { secUserIdFromInput } from '../../../../src/check/rules/sec/user-id-from-input.ts';
import { testRule } from '../../test-rule.ts';

testRule(secUserIdFromInput);
