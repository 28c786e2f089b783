import type { SQLInputValue } from 'node:sqlite';
import type { Json } from '../../json.ts';
import { toComparable, toComparableList, type QueryVariables } from './filter-values.ts';
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

/** `null` as an answer to `_null` means what `true` does; only `false` turns the question round. */
const unlessFalse =
  (operator: Operator, opposite: Operator): Operator =>
  (operand) =>
    (operand.value === false || operand.value === 'false' ? opposite : operator)(operand);

const oneOf: Operator = ({ field, sql, value, variables }) => {
  const values = toComparableList(field, value, variables);
  return { sql: `${sql} IN (${values.map(() => '?').join()})`, values };
};

const between: Operator = ({ field, sql, value, variables }) => {
  const values = toComparableList(field, value, variables);
  if (values.length !== 2) throw invalidQuery(`"_between" on "${field.name}" takes two values`);
  return { sql: `${sql} BETWEEN ? AND ?`, values };
};

/** The text is matched as it stands: `%` and `_` mean themselves. `casefold` is the store's own SQL function. */
const matches =
  (pattern: (sql: string) => string, isCaseSensitive: boolean): Operator =>
  (operand) => {
    const text = String(toComparable(operand.field, operand.value, operand.variables));
    const sql = pattern(isCaseSensitive ? operand.sql : `casefold(${operand.sql})`);
    return {
      sql,
      values: sql
        .split('?')
        .slice(1)
        .map(() => (isCaseSensitive ? text : text.toLowerCase())),
    };
  };

const contains = (sql: string) => `instr(${sql}, ?) > 0`;
const startsWith = (sql: string) => `substr(${sql}, 1, length(?)) = ?`;
const endsWith = (sql: string) => `(length(?) = 0 OR substr(${sql}, -length(?)) = ?)`;

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
  json: { ...ANY_FIELD, ...EMPTINESS },
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
