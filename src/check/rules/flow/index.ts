import type { Rule } from '../../rule.ts';
import { flowConflictingKeys } from './conflicting-keys.ts';
import { flowDescriptionMissing } from './description-missing.ts';
import { flowFileName } from './file-name.ts';
import { flowKeyFormat } from './key-format.ts';
import { flowMissingKey } from './missing-key.ts';
import { flowMixedDialects } from './mixed-dialects.ts';
import { flowOutput } from './output.ts';
import { flowRange } from './range.ts';
import { flowSchema } from './schema.ts';
import { flowScriptStep } from './script-step.ts';
import { flowSlugFormat } from './slug-format.ts';
import { flowTooDeep } from './too-deep.ts';
import { flowTooLarge } from './too-large.ts';
import { flowType } from './type.ts';
import { flowUnknownKey } from './unknown-key.ts';
import { flowUnreachable } from './unreachable.ts';
import { flowWaitWithoutTimeout } from './wait-without-timeout.ts';

export const flowRules: readonly Rule[] = [
  flowTooLarge,
  flowTooDeep,
  flowMissingKey,
  flowUnknownKey,
  flowType,
  flowRange,
  flowConflictingKeys,
  flowSlugFormat,
  flowKeyFormat,
  flowFileName,
  flowDescriptionMissing,
  flowSchema,
  flowOutput,
  flowMixedDialects,
  flowUnreachable,
  flowWaitWithoutTimeout,
  flowScriptStep,
];
