import { refStepsIndexFragile } from '../../../../src/check/rules/ref/steps-index-fragile.ts';
import { testRule } from '../../test-rule.ts';

testRule(refStepsIndexFragile);
