import { refDuplicateResultKey } from '../../../../src/check/rules/ref/duplicate-result-key.ts';
import { testRule } from '../../test-rule.ts';

testRule(refDuplicateResultKey);
