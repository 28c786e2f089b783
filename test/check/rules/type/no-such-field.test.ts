import { typeNoSuchField } from '../../../../src/check/rules/type/no-such-field.ts';
import { testRule } from '../../test-rule.ts';

testRule(typeNoSuchField);
