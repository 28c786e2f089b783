import type { Rule } from '../../rule.ts';
import { stagehandActionVariables } from './action-variables.ts';
import { stagehandExtractBeforeNavigate } from './extract-before-navigate.ts';
import { stagehandExtractWithoutSchema } from './extract-without-schema.ts';
import { stagehandNotASession } from './not-a-session.ts';
import { stagehandNotClosed } from './not-closed.ts';
import { stagehandUseAfterClose } from './use-after-close.ts';

export const stagehandRules: readonly Rule[] = [
  stagehandNotASession,
  stagehandUseAfterClose,
  stagehandNotClosed,
  stagehandExtractBeforeNavigate,
  stagehandExtractWithoutSchema,
  stagehandActionVariables,
];
