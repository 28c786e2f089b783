import { directusAllFields } from '../../../../src/check/rules/directus/all-fields.ts';
import { testRule } from '../../test-rule.ts';

testRule(directusAllFields);
