import { jsonSyntax } from '../../../../src/check/rules/json/syntax.ts';
import { testRule } from '../../test-rule.ts';

testRule(jsonSyntax);
