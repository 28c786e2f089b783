import { flowScriptStep } from '../../../../src/check/rules/flow/script-step.ts';
import { testRule } from '../../test-rule.ts';

testRule(flowScriptStep);
