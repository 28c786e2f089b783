import { ollamaNoSystemPrompt } from '../../../../src/check/rules/ollama/no-system-prompt.ts';
import { testRule } from '../../test-rule.ts';

testRule(ollamaNoSystemPrompt);
