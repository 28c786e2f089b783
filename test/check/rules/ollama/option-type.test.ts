import { ollamaOptionType } from '../../../../src/check/rules/ollama/option-type.ts';
import { testRule } from '../../test-rule.ts';

testRule(ollamaOptionType);
