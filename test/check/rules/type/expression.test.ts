import { typeExpression } from '../../../../src/check/rules/type/expression.ts';
import { testRule } from '../../test-rule.ts';

testRule(typeExpression);
