import { typeFieldNotSelected } from '../../../../src/check/rules/type/field-not-selected.ts';
import { testRule } from '../../test-rule.ts';

testRule(typeFieldNotSelected);
