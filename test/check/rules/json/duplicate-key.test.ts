import { jsonDuplicateKey } from '../../../../src/check/rules/json/duplicate-key.ts';
import { testRule } from '../../test-rule.ts';

testRule(jsonDuplicateKey);
