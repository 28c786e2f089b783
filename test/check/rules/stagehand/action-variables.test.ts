import { stagehandActionVariables } from '../../../../src/check/rules/stagehand/action-variables.ts';
import { testRule } from '../../test-rule.ts';

testRule(stagehandActionVariables);
