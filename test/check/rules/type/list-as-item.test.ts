import { typeListAsItem } from '../../../../src/check/rules/type/list-as-item.ts';
import { testRule } from '../../test-rule.ts';

testRule(typeListAsItem);
