import { stagehandExtractWithoutSchema } from '../../../../src/check/rules/stagehand/extract-without-schema.ts';
import { testRule } from '../../test-rule.ts';

testRule(stagehandExtractWithoutSchema);
