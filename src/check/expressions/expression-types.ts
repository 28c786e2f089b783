import { checkCel, type CelOutcome, type CelType, type CelVerdict } from '../../expression/index.ts';
import type { ExpressionNode, ReferenceNode } from '../model/index.ts';
import { joinTypes, withoutNull } from '../types/join-types.ts';
import { ANY_LIST, ANY_OBJECT, BOOLEAN, INTEGER, literalType, NUMBER, STRING } from '../types/schema-type.ts';
import { ANY, type Type } from '../types/type.ts';

type TypeOfReference = (reference: ReferenceNode) => Type;

const MAX_CACHED_VERDICTS = 2000;
const verdicts = new Map<string, CelVerdict>();

/**
 * What the checker of the expression language says about an expression: a verdict depends on nothing but its text and
 * the types of its paths, so that equal ones are checked once. Offsets count from `expressionOffset`.
 * `undefined` for a plain path or constant, and with `isAnyPassedOver` where nothing is known of any path in it.
 */
export function verdictOf(
  node: ExpressionNode,
  typeOf: TypeOfReference,
  isAnyPassedOver: boolean,
): CelVerdict | undefined {
  const { expression, references } = node;
  if (expression.kind !== 'cel') return undefined;
  const types = references.map((reference) => celType(typeOf(reference)));
  if (isAnyPassedOver && types.every((type) => type === 'dyn')) return undefined;
  const key = `${types.join()} ${expression.source}`;
  let verdict = verdicts.get(key);
  if (verdict === undefined) {
    const offset = expressionOffset(node);
    const typesByEnd = new Map(references.map(({ reference }, index) => [reference.end - offset, types[index]!]));
    verdict = checkCel(expression.source, (end) => typesByEnd.get(end) ?? 'dyn');
    if (verdicts.size >= MAX_CACHED_VERDICTS) verdicts.clear();
    verdicts.set(key, verdict);
  }
  return verdict;
}

/** Where the source of an expression begins in its text. */
export function expressionOffset({ start, expression }: ExpressionNode): number {
  return start + expression.offset;
}

/** The type of what an expression gives. */
export function typeOfExpression(node: ExpressionNode, typeOf: TypeOfReference): Type {
  const { expression, references } = node;
  if (expression.kind === 'constant') return literalType(expression.value);
  if (expression.kind === 'path') return references[0] === undefined ? ANY : typeOf(references[0]);
  const outcomes = verdictOf(node, typeOf, false)?.outcomes ?? [];
  const offset = expressionOffset(node);
  return joinTypes(outcomes.map((outcome) => outcomeType(outcome, references, offset, typeOf)));
}

function outcomeType(
  outcome: CelOutcome,
  references: readonly ReferenceNode[],
  offset: number,
  typeOf: TypeOfReference,
): Type {
  if ('type' in outcome) return typeOfCel(outcome.type);
  const end = outcome.pathEnd + offset;
  const found = references.find(({ reference }) => reference.end === end && !reference.isGuarded);
  return found === undefined ? ANY : typeOf(found);
}

function celType(type: Type): CelType {
  const known = withoutNull(type);
  switch (known.kind) {
    case 'string':
      return 'string';
    case 'number':
      return 'double';
    case 'boolean':
      return 'bool';
    case 'object':
      return 'map';
    case 'list': {
      const item = known.item.kind === 'list' || known.item.kind === 'union' ? 'dyn' : celType(known.item);
      return item === 'string' || item === 'double' || item === 'bool' || item === 'map'
        ? `list<${item}>`
        : 'list<dyn>';
    }
    default:
      return 'dyn';
  }
}

function typeOfCel(type: string): Type {
  switch (type) {
    case 'string':
    case 'bytes':
      return STRING;
    case 'int':
    case 'uint':
      return INTEGER;
    case 'double':
      return NUMBER;
    case 'bool':
      return BOOLEAN;
    case 'null':
      return { kind: 'null' };
    case 'list<string>':
      return { kind: 'list', item: STRING };
    default:
      return type.startsWith('list') ? ANY_LIST : type.startsWith('map') ? ANY_OBJECT : ANY;
  }
}
