import { stagehandNotASession } from '../../../../src/check/rules/stagehand/not-a-session.ts';
import { testRule } from '../../test-rule.ts';

testRule(stagehandNotASession);
