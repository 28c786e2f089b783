import { refMaybeUndefined } from '../../../../src/check/rules/ref/maybe-undefined.ts';
import { testRule } from '../../test-rule.ts';

testRule(refMaybeUndefined);
