import { flowDescriptionMissing } from '../../../../src/check/rules/flow/description-missing.ts';
import { testRule } from '../../test-rule.ts';

testRule(flowDescriptionMissing);
