import { lintSuppressionReason } from '../../../../src/check/rules/lint/suppression-reason.ts';
import { testRule } from '../../test-rule.ts';

testRule(lintSuppressionReason);
