import { refUseBeforeDefinition } from '../../../../src/check/rules/ref/use-before-definition.ts';
import { testRule } from '../../test-rule.ts';

testRule(refUseBeforeDefinition);
