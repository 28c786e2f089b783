import type { Rule } from '../../rule.ts';
import { queueUnknownQueue } from './unknown-queue.ts';

export const queueRules: readonly Rule[] = [queueUnknownQueue];
