import type { Rule } from '../../rule.ts';
import { typeExpression } from './expression.ts';
import { typeFieldNotSelected } from './field-not-selected.ts';
import { typeListAsItem } from './list-as-item.ts';
import { typeMismatch } from './mismatch.ts';
import { typeNeverEqual } from './never-equal.ts';
import { typeNoSuchField } from './no-such-field.ts';
import { typeObjectInText } from './object-in-text.ts';
import { typeOptionValue } from './option-value.ts';
import { typeOption } from './option.ts';
import { typeTemplateInNumber } from './template-in-number.ts';

export const typeRules: readonly Rule[] = [
  typeOption,
  typeOptionValue,
  typeListAsItem,
  typeFieldNotSelected,
  typeNoSuchField,
  typeMismatch,
  typeTemplateInNumber,
  typeExpression,
  typeNeverEqual,
  typeObjectInText,
];
