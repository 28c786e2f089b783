import { flowFileName } from '../../../../src/check/rules/flow/file-name.ts';
import { testRule } from '../../test-rule.ts';

testRule(flowFileName);
