import { typeOptionValue } from '../../../../src/check/rules/type/option-value.ts';
import { testRule } from '../../test-rule.ts';

testRule(typeOptionValue);
