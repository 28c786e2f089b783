import { stagehandExtractBeforeNavigate } from '../../../../src/check/rules/stagehand/extract-before-navigate.ts';
import { testRule } from '../../test-rule.ts';

testRule(stagehandExtractBeforeNavigate);
