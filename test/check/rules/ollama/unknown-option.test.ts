import { ollamaUnknownOption } from '../../../../src/check/rules/ollama/unknown-option.ts';
import { testRule } from '../../test-rule.ts';

testRule(ollamaUnknownOption);
