import { typeNeverEqual } from '../../../../src/check/rules/type/never-equal.ts';
import { testRule } from '../../test-rule.ts';

testRule(typeNeverEqual);
