import { refDeadStep } from '../../../../src/check/rules/ref/dead-step.ts';
import { testRule } from '../../test-rule.ts';

testRule(refDeadStep);
