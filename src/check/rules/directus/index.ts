import type { Rule } from '../../rule.ts';
import { directusAllFields } from './all-fields.ts';
import { directusMissingField } from './missing-field.ts';
import { directusOperatorType } from './operator-type.ts';
import { directusUnboundedRead } from './unbounded-read.ts';
import { directusUnknownCollection } from './unknown-collection.ts';
import { directusUnknownField } from './unknown-field.ts';
import { directusUnknownOperator } from './unknown-operator.ts';

export const directusRules: readonly Rule[] = [
  directusUnknownCollection,
  directusUnknownField,
  directusUnknownOperator,
  directusOperatorType,
  directusUnboundedRead,
  directusMissingField,
  directusAllFields,
];
