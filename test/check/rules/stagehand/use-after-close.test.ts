import { stagehandUseAfterClose } from '../../../../src/check/rules/stagehand/use-after-close.ts';
import { testRule } from '../../test-rule.ts';

testRule(stagehandUseAfterClose);
