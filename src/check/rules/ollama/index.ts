import type { Rule } from '../../rule.ts';
import { ollamaUnpinnedModel } from './unpinned-model.ts';

export const ollamaRules: readonly Rule[] = [ollamaUnpinnedModel];
