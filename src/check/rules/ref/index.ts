import type { Rule } from '../../rule.ts';
import { refDeadStep } from './dead-step.ts';
import { refDuplicateResultKey } from './duplicate-result-key.ts';
import { refMaybeUndefined } from './maybe-undefined.ts';
import { refReservedName } from './reserved-name.ts';
import { refStepsIndex } from './steps-index.ts';
import { refStepsIndexFragile } from './steps-index-fragile.ts';
import { refSyntax } from './syntax.ts';
import { refUndefined } from './undefined.ts';
import { refUnknownInput } from './unknown-input.ts';
import { refUnusedResultKey } from './unused-result-key.ts';
import { refUseBeforeDefinition } from './use-before-definition.ts';

export const refRules: readonly Rule[] = [
  refSyntax,
  refDuplicateResultKey,
  refReservedName,
  refUseBeforeDefinition,
  refUndefined,
  refStepsIndex,
  refStepsIndexFragile,
  refUnknownInput,
  refMaybeUndefined,
  refDeadStep,
  refUnusedResultKey,
];
