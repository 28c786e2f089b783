import { typeMismatch } from '../../../../src/check/rules/type/mismatch.ts';
import { testRule } from '../../test-rule.ts';

testRule(typeMismatch);
