import { lintUnusedSuppression } from '../../../../src/check/rules/lint/unused-suppression.ts';
import { testRule } from '../../test-rule.ts';

testRule(lintUnusedSuppression);
