import { taxonomyMissingInvalidate } from '../../../../src/check/rules/taxonomy/missing-invalidate.ts';
import { testRule } from '../../test-rule.ts';

testRule(taxonomyMissingInvalidate);
