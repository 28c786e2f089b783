import { typeOption } from '../../../../src/check/rules/type/option.ts';
import { testRule } from '../../test-rule.ts';

testRule(typeOption);
