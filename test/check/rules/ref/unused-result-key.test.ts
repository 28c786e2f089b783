import { refUnusedResultKey } from '../../../../src/check/rules/ref/unused-result-key.ts';
import { testRule } from '../../test-rule.ts';

testRule(refUnusedResultKey);
