import type { Change, Finding } from '../../finding.ts';
import type { FlowModel, TextNode } from '../../model/index.ts';

/** A plain path in a text, in one of its two spellings. */
interface Spelling {
  readonly text: TextNode;
  readonly start: number;
  readonly end: number;
  readonly isBraced: boolean;
  /** In the other spelling; `undefined` where that would mean something else. */
  readonly other: string | undefined;
}

const PATH = /^\{\{\s*\$?([A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*|\[\d+\])*)\s*\}\}$/;
/** What would make a path without braces longer. */
const CONTINUES = /^(?:[A-Za-z0-9_]|\.[A-Za-z_]|\[)/;

/** The finding about a flow that writes `$name` in one text and `{{ name }}` in another. */
export function mixedReferences(model: FlowModel, isBracedUsual: boolean): Finding | undefined {
  if (!hasBothSpellings(model)) return undefined;
  let dollar: Spelling | undefined;
  let braced: Spelling | undefined;
  const unusual: Spelling[] = [];
  for (const text of textsOf(model)) {
    if (text.isExpression || text.references.length === 0) continue;
    for (const spelling of spellingsOf(text)) {
      if (spelling.isBraced) braced ??= spelling;
      else dollar ??= spelling;
      if (spelling.isBraced !== isBracedUsual) unusual.push(spelling);
    }
  }
  const [first] = unusual;
  if (dollar === undefined || braced === undefined || first === undefined) return undefined;
  const usual = isBracedUsual ? braced : dollar;
  return {
    message: 'this flow mixes "$name" and "{{name}}" references',
    place: placeOf(first),
    label: first.isBraced ? 'with braces' : 'with "$"',
    related: [{ place: placeOf(usual), label: usual.isBraced ? 'with braces' : 'with "$"' }],
    fix: fixOf(unusual),
  };
}

/** A quick look at the texts with references: most flows have one spelling. */
function hasBothSpellings({ references }: FlowModel): boolean {
  let hasDollar = false;
  let hasBraces = false;
  for (const { reference, text } of references) {
    if (text.isExpression) continue;
    if (text.expressions.length > 0) hasBraces = true;
    if (!reference.isInExpression && text.value[reference.start] === '$') hasDollar = true;
    if (hasDollar && hasBraces) return true;
  }
  return false;
}

function* textsOf(model: FlowModel): Generator<TextNode> {
  for (const step of model.steps) yield* step.texts;
  yield* model.output;
}

function* spellingsOf(text: TextNode): Generator<Spelling> {
  const { value } = text;
  for (const { start, end } of text.expressions) {
    const path = PATH.exec(value.slice(start, end))?.[1];
    const other = path === undefined || CONTINUES.test(value.slice(end, end + 2)) ? undefined : `$${path}`;
    if (path !== undefined) yield { text, start, end, isBraced: true, other };
  }
  for (const { reference } of text.references) {
    const { start, end, isInExpression } = reference;
    if (isInExpression || value[start] !== '$' || value.startsWith('{{', start)) continue;
    if (text.expressions.some((expression) => expression.start <= start && end <= expression.end)) continue;
    yield { text, start, end, isBraced: false, other: `{{${value.slice(start + 1, end)}}}` };
  }
}

function placeOf({ text, start, end }: Spelling): Finding['place'] {
  return { pointer: text.pointer, range: { start, end } };
}

function fixOf(unusual: readonly Spelling[]): Finding['fix'] {
  const changes = unusual.flatMap(({ text, start, end, other }): Change[] =>
    other === undefined ? [] : [{ kind: 'replace-text', pointer: text.pointer, range: { start, end }, text: other }],
  );
  if (changes.length === 0) return undefined;
  const first = unusual.find(({ other }) => other !== undefined)!;
  const title = changes.length === 1 ? `"${first.other}"` : `"${first.other}", and ${changes.length - 1} more like it`;
  return { title, safety: 'unsafe', changes };
}
