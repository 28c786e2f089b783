import { typeObjectInText } from '../../../../src/check/rules/type/object-in-text.ts';
import { testRule } from '../../test-rule.ts';

testRule(typeObjectInText);
