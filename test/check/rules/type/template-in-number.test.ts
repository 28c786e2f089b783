import { typeTemplateInNumber } from '../../../../src/check/rules/type/template-in-number.ts';
import { testRule } from '../../test-rule.ts';

testRule(typeTemplateInNumber);
