import { ollamaNoOutputLimit } from '../../../../src/check/rules/ollama/no-output-limit.ts';
import { testRule } from '../../test-rule.ts';

testRule(ollamaNoOutputLimit);
