import { flowMixedDialects } from '../../../../src/check/rules/flow/mixed-dialects.ts';
import { testRule } from '../../test-rule.ts';

testRule(flowMixedDialects);
