import { refUndefined } from '../../../../src/check/rules/ref/undefined.ts';
import { testRule } from '../../test-rule.ts';

testRule(refUndefined);
