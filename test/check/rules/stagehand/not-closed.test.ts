import { stagehandNotClosed } from '../../../../src/check/rules/stagehand/not-closed.ts';
import { testRule } from '../../test-rule.ts';

testRule(stagehandNotClosed);
