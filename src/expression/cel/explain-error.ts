import { GenieError } from '../../errors.ts';
import { nearestName } from '../../nearest-name.ts';
import { ExpressionProblem, type ExpressionCode } from '../expression-errors.ts';
import { METERED, celEnvironment } from './environment.ts';
import { ExpressionFailure } from './failure.ts';
import { InvalidNode, TooCostlyNode } from './invalid-node.ts';
import { NotJson } from './json-values.ts';

/** What the library throws. */
interface CelError extends Error {
  code: string;
  summary: string;
  range?: { start: number; end: number };
}

/** An expression that cannot be read: in our words, with the range that is wrong where it is known. */
export function invalidExpression(source: string, error: unknown): GenieError {
  if (error instanceof GenieError) return error;
  if (error instanceof InvalidNode) {
    const code = error instanceof TooCostlyNode ? 'EXPRESSION_TOO_COSTLY' : 'EXPRESSION_INVALID';
    return new ExpressionProblem(code, error.message, { source, ...error.range });
  }
  if (error instanceof RangeError) return tooDeep(source, error);
  if (!isCelError(error))
    return new ExpressionProblem('EXPRESSION_INVALID', 'it cannot be read', { source, cause: error });
  // A type error has its range in the text that was printed for the evaluation, not in the source.
  const range = error.name === 'ParseError' ? error.range : undefined;
  const code: ExpressionCode = error.code === 'limit_exceeded' ? 'EXPRESSION_TOO_COSTLY' : 'EXPRESSION_INVALID';
  return new ExpressionProblem(code, explain(error, source), { source, ...range, cause: error });
}

/** An evaluation that went wrong. */
export function failedExpression(source: string, error: unknown): GenieError {
  if (error instanceof RangeError) return tooDeep(source, error);
  const isOwn = error instanceof ExpressionFailure || error instanceof NotJson;
  const reason = isOwn ? error.message : isCelError(error) ? explain(error, source) : 'it cannot be evaluated';
  return new ExpressionProblem('EXPRESSION_FAILED', reason, { source, cause: error });
}

function tooDeep(source: string, cause: RangeError): ExpressionProblem {
  return new ExpressionProblem('EXPRESSION_TOO_COSTLY', 'a value in it is too large or too deep', { source, cause });
}

function isCelError(error: unknown): error is CelError {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && 'summary' in error;
}

/** What the type checker of the library says about an expression that can be read, in our words; `undefined` where a run does not mind. */
export function explainMismatch(error: unknown, source: string): string | undefined {
  if (!isCelError(error) || isListJoin(error)) return undefined;
  const [, indexed] = /^Cannot index type '(.*)'$/.exec(error.summary) ?? [];
  if (indexed !== undefined) return `${typeName(indexed)} has no fields`;
  const [, receiver, name, types] = /'(?:(.*)\.)?(\w+)\((.*)\)'$/.exec(error.summary) ?? [];
  if (error.code !== 'no_matching_overload' || name === undefined) return explain(error, source);
  if (name === METERED.in) return '"in" needs a list or an object on its right';
  const values = [...(receiver === undefined ? [] : [receiver]), ...types!.split(/,\s*(?![^<]*>)/)].filter(Boolean);
  const [first, ...rest] = values.map(typeName);
  if (first === undefined) return `${name}() needs a value`;
  return `${name}() does not work on ${first}${rest.length === 0 ? '' : ` with ${rest.join(' and ')}`}`;
}

/** Lists are joined whatever they hold; only the checker minds. */
function isListJoin({ code, summary }: CelError): boolean {
  return code === 'no_such_overload' && /overload: list\S* \+ list/.test(summary);
}

const PLAIN: Readonly<Record<string, string>> = {
  division_by_zero: 'it divides by zero',
  modulo_by_zero: 'it divides by zero',
  numeric_overflow: 'a number is too large',
  limit_exceeded: 'it is too long or nested too deep',
  unterminated_string: 'the closing quote of a string is missing',
  unterminated_triple_quoted_string: 'the closing quotes of a string are missing',
  newline_in_string: 'a string may not hold a line break; write \\n',
  invalid_condition_type: 'the part before "?" must be true or false',
  invalid_logical_operand: '"&&" and "||" need true or false on both sides',
  invalid_comprehension_range: 'map, filter, all and exists need a list or an object',
  invalid_macro_argument: 'the first part of map, filter, all and exists is a name, such as posts.map(post, post.id)',
  bool_conversion_error: 'the string is neither "true" nor "false"',
  int_conversion_error: 'the string is not a whole number',
  double_conversion_error: 'the string is not a number',
  invalid_timestamp: 'the string is not a time such as 2026-03-21T14:00:00Z',
  invalid_duration: 'the string is not a duration such as 90s or 1h30m',
};

const TOKENS: Readonly<Record<string, string>> = {
  EOF: 'the end',
  NUMBER: 'a number',
  STRING: 'a string',
  BOOLEAN: 'true or false',
  NULL: 'null',
  IDENTIFIER: 'a name',
  RPAREN: '")"',
  LPAREN: '"("',
  RBRACKET: '"]"',
  LBRACKET: '"["',
  RBRACE: '"}"',
  LBRACE: '"{"',
  COMMA: '","',
  COLON: '":"',
  DOT: '"."',
  QUESTION: '"?"',
  EQ: '"=="',
  NE: '"!="',
  AND: '"&&"',
  OR: '"||"',
  NOT: '"!"',
  IN: '"in"',
  PLUS: '"+"',
  MINUS: '"-"',
  MULTIPLY: '"*"',
  DIVIDE: '"/"',
  MODULO: '"%"',
  LT: '"<"',
  LE: '"<="',
  GT: '">"',
  GE: '">="',
};

function explain(error: CelError, source: string): string {
  const { code, name, summary } = error;
  if (name === 'ParseError' && source.includes('{{'))
    return 'braces inside braces; write the whole expression in one pair';
  const plain = PLAIN[code];
  if (plain !== undefined) return plain;
  const [, first = '', second = ''] =
    /(?:Expected|token:|character:|identifier:) ?'?(\w+|.)'?(?:, got (\w+))?/.exec(summary) ?? [];
  if (code === 'expected_token') return `expected ${token(first)} but found ${token(second)}`;
  if (code === 'unexpected_token') return `expected a value but found ${token(first)}`;
  if (code === 'unexpected_character') return unexpectedCharacter(first);
  if (code === 'reserved_identifier') return `"${first}" is a word of the expression language and cannot be a name`;
  if (code === 'no_such_key') return `there is no field "${summary.slice('No such key: '.length)}"`;
  if (code === 'index_out_of_bounds') return 'the list has no entry of that number; entries count from 0';
  if (code === 'no_such_overload') return operatorMismatch(summary);
  if (code === 'no_matching_overload') return functionMismatch(summary);
  return summary.charAt(0).toLowerCase() + summary.slice(1);
}

function token(name: string): string {
  return TOKENS[name] ?? `"${name}"`;
}

function unexpectedCharacter(character: string): string {
  if (character === '=') return 'unexpected "="; write "==" to compare';
  if (character === '&' || character === '|') return `unexpected "${character}"; write "${character}${character}"`;
  return `unexpected "${character}"`;
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'a string',
  double: 'a number',
  int: 'a number',
  bool: 'true or false',
  null: 'null',
  list: 'a list',
  map: 'an object',
  bytes: 'bytes',
  'google.protobuf.Timestamp': 'a time',
  'google.protobuf.Duration': 'a duration',
};

/** What a type of the library is for people. */
export function typeName(type: string): string {
  const name = type.replace(/^dyn<(.*)>$/, '$1').replace(/<.*$/, '');
  return TYPES[name] ?? (name === 'dyn' ? 'this value' : name);
}

function operatorMismatch(summary: string): string {
  const [, left, operator, right] = /overload: (.+?) (\+|-|\*|\/|%|[<>]=?|[!=]=) (.+)$/.exec(summary) ?? [];
  if (left !== undefined) return `"${operator}" does not work between ${typeName(left)} and ${typeName(right!)}`;
  const [, sign, operand] = /overload: ([!-])(.*)$/.exec(summary) ?? [];
  return `"${sign}" does not work on ${typeName(operand ?? '')}`;
}

function functionMismatch(summary: string): string {
  const [, name = ''] = /'(?:.*\.)?(\w+)\(/.exec(summary) ?? [];
  const own = new Set<string>(Object.values(METERED));
  const names = new Set(
    celEnvironment()
      .getDefinitions()
      .functions.map((definition) => definition.name),
  );
  if (names.has(name) && !own.has(name)) return `${name}() does not work on this kind of value or number of values`;
  const near = nearestName(
    name,
    [...names].filter((known) => !own.has(known)),
  );
  return `there is no function "${name}"${near === undefined ? '' : `; did you mean "${near}"?`}`;
}
