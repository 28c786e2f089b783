import { flowConflictingKeys } from '../../../../src/check/rules/flow/conflicting-keys.ts';
import { testRule } from '../../test-rule.ts';

testRule(flowConflictingKeys);
