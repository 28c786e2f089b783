import { ollamaUnknownRole } from '../../../../src/check/rules/ollama/unknown-role.ts';
import { testRule } from '../../test-rule.ts';

testRule(ollamaUnknownRole);
