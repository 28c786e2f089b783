import { refUnknownInput } from '../../../../src/check/rules/ref/unknown-input.ts';
import { testRule } from '../../test-rule.ts';

testRule(refUnknownInput);
