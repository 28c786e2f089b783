import { refReservedName } from '../../../../src/check/rules/ref/reserved-name.ts';
import { testRule } from '../../test-rule.ts';

testRule(refReservedName);
