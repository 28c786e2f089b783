import type { Rule } from '../../rule.ts';
import { ollamaNoSystemPrompt } from './no-system-prompt.ts';
import { ollamaNoOutputLimit } from './no-output-limit.ts';
import { ollamaUnpinnedModel } from './unpinned-model.ts';

export const ollamaRules: readonly Rule[] = [ollamaUnpinnedModel, ollamaNoOutputLimit, ollamaNoSystemPrompt];
