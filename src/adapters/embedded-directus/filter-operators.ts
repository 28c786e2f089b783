import type { SQLInputValue } from 'node:sqlite';
import type { Json } from '../../json.ts';
import { toComparable, toComparableList, toFlag, type QueryVariables } from './filter-values.ts';
import { invalidQuery } from './refusals.ts';
import type { Field } from './schema.ts';
import type { FieldType } from './snapshot/directus-snapshot.ts';

/** A piece of SQL and the values of its placeholders. */
export interface SqlPart {
  sql: string;
  values: SQLInputValue[];
}

interface Operand {
  field: Field;
  /** How SQL names the field. */
  sql: string;
  value: Json;
  variables: QueryVariables;
}

type Operator = (operand: Operand) => SqlPart;

const isNull: Operator = ({ sql }) => ({ sql: `${sql} IS NULL`, values: [] });
const isNotNull: Operator = ({ sql }) => ({ sql: `${sql} IS NOT NULL`, values: [] });
const isEmpty: Operator = ({ sql }) => ({ sql: `(${sql} IS NULL OR ${sql} = '')`, values: [] });
const isNotEmpty: Operator = ({ sql }) => ({ sql: `(${sql} IS NOT NULL AND ${sql} <> '')`, values: [] });

const compare =
  (sign: string): Operator =>
  (operand) => ({
    sql: `${operand.sql} ${sign} ?`,
    values: [toComparable(operand.field, operand.value, operand.variables)],
  });

const equal: Operator = (operand) => (operand.value === null ? isNull(operand) : compare('=')(operand));

const unlessFalse =
  (operator: Operator, opposite: Operator): Operator =>
  (operand) =>
    (toFlag(operand.field, operand.value) ? operator : opposite)(operand);

const oneOf: Operator = ({ field, sql, value, variables }) => {
  const values = toComparableList(field, value, variables);
  return { sql: `${sql} IN (${values.map(() => '?').join()})`, values };
};

const between: Operator = ({ field, sql, value, variables }) => {
  const values = toComparableList(field, value, variables);
  if (values.length !== 2) throw invalidQuery(`"_between" on "${field.name}" takes two values`);
  return { sql: `${sql} BETWEEN ? AND ?`, values };
};

/** As in Directus, `%` and `_` in the text stand for any text and any character. `casefold` is the store's own SQL function. */
const matches =
  (pattern: (text: string) => string, isCaseSensitive: boolean): Operator =>
  ({ field, sql, value, variables }) => {
    const text = String(toComparable(field, value, variables));
    return isCaseSensitive
      ? { sql: `${sql} LIKE ?`, values: [pattern(text)] }
      : { sql: `casefold(${sql}) LIKE ?`, values: [pattern(text.toLowerCase())] };
  };

const contains = (text: string) => `%${text}%`;
const startsWith = (text: string) => `${text}%`;
const endsWith = (text: string) => `%${text}`;

const not =
  (operator: Operator): Operator =>
  (operand) => {
    const { sql, values } = operator(operand);
    return { sql: `NOT (${sql})`, values };
  };

const ANY_FIELD = {
  _null: unlessFalse(isNull, isNotNull),
  _nnull: unlessFalse(isNotNull, isNull),
};
const EQUALITY = { ...ANY_FIELD, _eq: equal, _neq: not(equal) };
const MEMBERSHIP = { ...EQUALITY, _in: oneOf, _nin: not(oneOf) };
const ORDER = {
  ...MEMBERSHIP,
  _lt: compare('<'),
  _lte: compare('<='),
  _gt: compare('>'),
  _gte: compare('>='),
  _between: between,
  _nbetween: not(between),
};
const EMPTINESS = { _empty: unlessFalse(isEmpty, isNotEmpty), _nempty: unlessFalse(isNotEmpty, isEmpty) };
const TEXT = {
  ...MEMBERSHIP,
  ...EMPTINESS,
  _contains: matches(contains, true),
  _ncontains: not(matches(contains, true)),
  _icontains: matches(contains, false),
  _starts_with: matches(startsWith, true),
  _nstarts_with: not(matches(startsWith, true)),
  _istarts_with: matches(startsWith, false),
  _nistarts_with: not(matches(startsWith, false)),
  _ends_with: matches(endsWith, true),
  _nends_with: not(matches(endsWith, true)),
  _iends_with: matches(endsWith, false),
  _niends_with: not(matches(endsWith, false)),
};

/** As Directus has them: an operator that does not fit the field's type is refused. */
const OPERATORS: Record<FieldType, Readonly<Record<string, Operator>>> = {
  uuid: MEMBERSHIP,
  string: TEXT,
  text: TEXT,
  integer: ORDER,
  float: ORDER,
  boolean: EQUALITY,
  json: ANY_FIELD,
  timestamp: ORDER,
};

/** One condition on one field as SQL. Throws `INVALID_QUERY`. */
export function applyOperator(name: string, operand: Operand): SqlPart {
  const operators = OPERATORS[operand.field.type];
  const operator = Object.hasOwn(operators, name) ? operators[name] : undefined;
  if (operator === undefined) {
    const reason = `"${name}" is not an operator for the field "${operand.field.name}" of type ${operand.field.type}`;
    throw invalidQuery(reason, `It has ${Object.keys(operators).join(', ')}.`);
  }
  return operator(operand);
}
