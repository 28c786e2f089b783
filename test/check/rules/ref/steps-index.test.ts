import { refStepsIndex } from '../../../../src/check/rules/ref/steps-index.ts';
import { testRule } from '../../test-rule.ts';

testRule(refStepsIndex);
