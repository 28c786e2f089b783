import type { CelComparison, CelLiteral } from '../../../expression/index.ts';
import { nearestName } from '../../../nearest-name.ts';
import { expressionOffset, verdictOf } from '../../expressions/expression-types.ts';
import type { Finding, Fix } from '../../finding.ts';
import type { ExpressionNode } from '../../model/index.ts';
import type { Rule } from '../../rule.ts';
import { describeValue, shortText } from '../../settings/describe-value.ts';
import { typesOf, typeText, withoutNull, type Type } from '../../types/index.ts';

export const typeNeverEqual: Rule = {
  name: 'type/never-equal',
  severity: 'warning',
  confidence: 'high',
  fix: 'safe',
  since: '0.2.0',
  summary: 'An expression compares a value with something that it can never be.',
  explanation:
    'Where the values of a parameter or a result are known, a comparison with any other one gives the same answer each time: a branch that is never taken, or always. Nothing fails and nothing is said. Values are equal only when they are of the same kind: the number 200 is not the string "200". Comparisons with `null` and with an empty string are left alone.',
  bad: {
    text: `{ "type": "http_request", "result_key": "answer", "timeout_ms": 5000, "config": { "url": "https://api.example.com/" } },
{ "type": "log", "when": "answer.status == '404'", "config": { "message": "not there" } }`,
  },
  good: {
    text: `{ "type": "http_request", "result_key": "answer", "timeout_ms": 5000, "config": { "url": "https://api.example.com/" } },
{ "type": "log", "when": "answer.status == 404", "config": { "message": "not there" } }`,
  },
  expression(node, context) {
    if (node.references.length === 0) return;
    const types = typesOf(context);
    const verdict = verdictOf(node, (reference) => types.ofReference(reference).type, true);
    if (verdict === undefined) return;
    for (const comparison of verdict.comparisons) {
      const end = comparison.pathEnd + expressionOffset(node);
      const found = node.references.find(({ reference }) => reference.end === end && !reference.isGuarded);
      if (found === undefined || found.isClaimed) continue;
      const type = comparedType(comparison, withoutNull(types.ofReference(found).type));
      if (type === undefined) continue;
      const name = found.reference.text;
      for (const literal of deadLiterals(comparison, type))
        context.report(findingFor({ node, comparison, name, type }, literal));
    }
  },
};

/** What the literals are compared with; `undefined` where that may be anything. */
function comparedType({ operator }: CelComparison, type: Type): Type | undefined {
  const compared = operator === 'contains' ? (type.kind === 'list' ? withoutNull(type.item) : undefined) : type;
  const kind = compared?.kind;
  return kind === 'string' || kind === 'number' || kind === 'boolean' ? compared : undefined;
}

/** Of a list that is written out, single entries count only where they are most likely misspelt. */
function deadLiterals({ literals }: CelComparison, type: Type): readonly CelLiteral[] {
  const dead = literals.filter(({ value }) => isNever(type, value));
  if (dead.length === literals.length) return dead.slice(0, 1);
  return dead.filter(({ value }) => nearestValue(type, value) !== undefined);
}

function isNever(type: Type, value: CelLiteral['value']): boolean {
  // Whoever asks for an empty text wants to be sure.
  if (value === '') return false;
  if (typeof value !== type.kind) return true;
  if (type.kind !== 'string' || type.values === undefined || type.values.includes(value as string)) return false;
  // One known text is mostly a constant of the flow, which is there to be changed.
  return type.values.length > 1 || nearestValue(type, value) !== undefined;
}

function nearestValue(type: Type, value: CelLiteral['value']): string | undefined {
  return type.kind === 'string' && type.values !== undefined && typeof value === 'string'
    ? nearestName(value, type.values)
    : undefined;
}

interface Compared {
  readonly node: ExpressionNode;
  readonly comparison: CelComparison;
  readonly name: string;
  readonly type: Type;
}

function findingFor({ node, comparison, name, type }: Compared, literal: CelLiteral): Finding {
  const offset = expressionOffset(node);
  const range = { start: offset + literal.start, end: offset + literal.end };
  const nearest = nearestValue(type, literal.value);
  const isOther = typeof literal.value !== type.kind;
  const shown = isOther || typeof literal.value !== 'string' ? describeValue(literal.value) : shortText(literal.value);
  const values = type.kind === 'string' ? type.values : undefined;
  const what = values === undefined ? typeText(type) : `one of ${values.map(shortText).join(', ')}`;
  const subject = comparison.operator === 'contains' ? `an entry of "${name}"` : `"${name}"`;
  return {
    message: `${subject} is ${values !== undefined && values.length > MOST_WORDS ? 'not' : `${what}, never`} ${shown}${nearest === undefined ? '' : `; did you mean "${nearest}"?`}`,
    place: { pointer: node.text.pointer, range },
    label: comparison.operator === '!=' ? 'always unequal' : 'never equal',
    notes: values !== undefined && values.length > MOST_WORDS ? [what] : [],
    fix: fixFor(node, range, nearest, values),
  };
}

/** More do not fit into a sentence. */
const MOST_WORDS = 10;

function fixFor(
  { text: { pointer, value } }: ExpressionNode,
  range: { start: number; end: number },
  nearest: string | undefined,
  values: readonly string[] = [],
): Fix | undefined {
  const quote = value[range.start];
  if (nearest === undefined || (quote !== '"' && quote !== "'") || /["'\\\n]/.test(nearest)) return undefined;
  const written = value.slice(range.start + 1, range.end - 1);
  const others = values.filter((other) => other !== nearest);
  return {
    title: `"${nearest}"`,
    safety: nearestName(written, others) === undefined ? 'safe' : 'unsafe',
    changes: [{ kind: 'replace-text', pointer, range, text: `${quote}${nearest}${quote}` }],
  };
}
