import { flowSlugFormat } from '../../../../src/check/rules/flow/slug-format.ts';
import { testRule } from '../../test-rule.ts';

testRule(flowSlugFormat);
