import { refSyntax } from '../../../../src/check/rules/ref/syntax.ts';
import { testRule } from '../../test-rule.ts';

testRule(refSyntax);
