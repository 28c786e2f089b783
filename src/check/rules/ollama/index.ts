import type { Rule } from '../../rule.ts';
import { ollamaNoSystemPrompt } from './no-system-prompt.ts';
import { ollamaNoOutputLimit } from './no-output-limit.ts';
import { ollamaOptionType } from './option-type.ts';
import { ollamaUnknownOption } from './unknown-option.ts';
import { ollamaUnknownRole } from './unknown-role.ts';
import { ollamaUnpinnedModel } from './unpinned-model.ts';

export const ollamaRules: readonly Rule[] = [
  ollamaUnpinnedModel,
  ollamaUnknownOption,
  ollamaOptionType,
  ollamaUnknownRole,
  ollamaNoOutputLimit,
  ollamaNoSystemPrompt,
];
