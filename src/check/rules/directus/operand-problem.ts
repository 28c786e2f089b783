import { isJsonObject, type Json } from '../../../json.ts';
import { hasReference, plainText } from '../../settings/has-reference.ts';
import { describeValue } from '../../settings/describe-value.ts';
import type { FilterPlace } from './filter-walk.ts';

/** What an operator takes instead of its value. */
export interface OperandProblem {
  readonly takes: string;
  /** In other words than the value itself. */
  readonly got?: string;
  /** The same value in the form that is taken. */
  readonly instead?: Json;
  /** The operator that takes such a value. */
  readonly operator?: string;
}

const LISTS: ReadonlySet<string> = new Set(['_in', '_nin']);
const PAIRS: ReadonlySet<string> = new Set(['_between', '_nbetween']);
const FLAGS: ReadonlySet<string> = new Set(['_null', '_nnull', '_empty', '_nempty']);
const NUMBERS: ReadonlySet<string> = new Set(['integer', 'bigInteger', 'float', 'decimal']);
/** Shapes and paths: anything. */
const ANYTHING: ReadonlySet<string> = new Set([
  '_json',
  '_intersects',
  '_nintersects',
  '_intersects_bbox',
  '_nintersects_bbox',
]);

/** What is wrong with the value of a known operator; `undefined` when nothing is. */
export function operandProblem(operator: string, value: Json, place: FilterPlace): OperandProblem | undefined {
  if (typeof value === 'string' && hasReference(value)) return undefined;
  if (operator === '_and' || operator === '_or') return groupProblem(value);
  if (operator === '_some' || operator === '_none') return isJsonObject(value) ? undefined : { takes: 'conditions' };
  if (LISTS.has(operator)) return listProblem(value);
  if (PAIRS.has(operator)) return pairProblem(value);
  if (FLAGS.has(operator)) return flagProblem(value);
  return ANYTHING.has(operator) ? undefined : (scalarProblem(operator, value) ?? literalProblem(value, place));
}

function groupProblem(value: Json): OperandProblem | undefined {
  if (!Array.isArray(value)) {
    return { takes: 'a list of filters', ...(isJsonObject(value) ? { instead: [value] } : {}) };
  }
  const odd = value.find((entry) => !isJsonObject(entry) && !(typeof entry === 'string' && hasReference(entry)));
  return odd === undefined ? undefined : { takes: 'a list of filters', got: `a list with ${describeValue(odd)}` };
}

/** The server takes a text with commas for a list, too. */
function listProblem(value: Json): OperandProblem | undefined {
  if (Array.isArray(value))
    return value.length === 0 ? { takes: 'at least one value', got: 'an empty list' } : undefined;
  if (typeof value === 'string' && value.includes(',')) return undefined;
  return { takes: 'a list', ...(isJsonObject(value) || value === null ? {} : { instead: [value] }) };
}

function pairProblem(value: Json): OperandProblem | undefined {
  if (Array.isArray(value)) {
    return value.length === 2 ? undefined : { takes: 'a list of two values', got: `a list of ${value.length}` };
  }
  const isPair = typeof value === 'string' && value.split(',').length === 2;
  return isPair ? undefined : { takes: 'a list of two values' };
}

function flagProblem(value: Json): OperandProblem | undefined {
  if (typeof value === 'boolean') return undefined;
  const instead = value === 'true' || value === 'false' ? { instead: value === 'true' } : {};
  return { takes: 'true or false', ...instead };
}

function scalarProblem(operator: string, value: Json): OperandProblem | undefined {
  if (Array.isArray(value)) {
    const other = operator === '_eq' ? '_in' : operator === '_neq' ? '_nin' : undefined;
    return { takes: 'one value', ...(other === undefined ? {} : { operator: other }) };
  }
  if (isJsonObject(value)) return { takes: 'one value' };
  const isOrder = operator.startsWith('_gt') || operator.startsWith('_lt');
  if (isOrder && (typeof value === 'boolean' || value === null)) return { takes: 'a number, a date or a string' };
  const isText = operator.includes('contains') || operator.includes('_with');
  return isText && (typeof value === 'boolean' || value === null) ? { takes: 'a string' } : undefined;
}

/** A literal that no value of the field can equal. */
function literalProblem(value: Json, { field, known }: FilterPlace): OperandProblem | undefined {
  if (known === undefined || field?.called !== undefined || typeof value !== 'string') return undefined;
  const text = plainText(value).trim();
  if (text.startsWith('$')) return undefined;
  if (NUMBERS.has(known.directusType) && (text === '' || Number.isNaN(Number(text)))) {
    return { takes: `a number for "${known.name}"` };
  }
  if (known.directusType === 'boolean' && !['true', 'false', '0', '1'].includes(text)) {
    return { takes: `true or false for "${known.name}"` };
  }
  return undefined;
}
