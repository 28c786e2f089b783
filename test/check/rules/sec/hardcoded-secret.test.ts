import { secHardcodedSecret } from '../../../../src/check/rules/sec/hardcoded-secret.ts';
import { testRule } from '../../test-rule.ts';

testRule(secHardcodedSecret);
