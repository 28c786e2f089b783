import { ollamaUnpinnedModel } from '../../../../src/check/rules/ollama/unpinned-model.ts';
import { testRule } from '../../test-rule.ts';

testRule(ollamaUnpinnedModel);
