import type { Finding, Fix } from '../../finding.ts';
import type { TextNode } from '../../model/index.ts';
import { settingName } from '../../settings/setting-name.ts';
import { isAssignable, typeOfPlace, typeText, type TextRange, type Type } from '../../types/index.ts';
import type { Rule } from '../../rule.ts';

const STRING: Type = { kind: 'string' };

export const typeTemplateInNumber: Rule = {
  name: 'type/template-in-number',
  severity: 'error',
  confidence: 'high',
  fix: 'safe',
  since: '0.2.0',
  summary: 'Text around a reference makes a string where a setting takes something else.',
  explanation:
    'Only a text that is one whole reference takes the value with its type. Anything beside it, a space is enough, makes the whole a string, which a setting for a number, a list or an object refuses.',
  bad: { text: '{ "type": "directus_read", "config": { "collection": "media_jobs", "limit": "$input.limit items" } }' },
  good: { text: '{ "type": "directus_read", "config": { "collection": "media_jobs", "limit": "$input.limit" } }' },
  texts: 'with-references',
  text(text, { report }) {
    if (text.references.length === 0 && text.expressions.length === 0) return;
    if (text.references[0]?.reference.isWholeValue === true || text.problems.length > 0) return;
    const place = typeOfPlace(text);
    if (place.kind === 'any' || isAssignable(STRING, place)) return;
    const parts = partsOf(text);
    const extra = extraOf(text.value, parts);
    if (extra === undefined) return;
    const [reference] = text.references;
    const written = text.value.slice(parts[0]!.start, parts[0]!.end);
    report({
      message: `"${settingName(text.path)}" takes ${typeText(place)}; with ${extra.words} it is a string`,
      place: { pointer: text.pointer, range: extra.range },
      label: extra.label,
      notes: parts.length === 1 ? [`write "${written}" alone to pass the value with its type`] : [],
      ...claim(reference),
      fix: extra.isSpace && parts.length === 1 ? trimmed(text, written) : undefined,
    });
  },
};

function claim(reference: Finding['reference']): Pick<Finding, 'reference'> {
  return reference === undefined ? {} : { reference };
}

/** The references and expressions outside of one another, in their order. */
function partsOf({ references, expressions }: TextNode): TextRange[] {
  const alone = references.filter(({ reference }) => !isInside(reference, expressions));
  const ranges = alone.map(({ reference: { start, end } }) => ({ start, end }));
  return [...ranges, ...expressions].toSorted((left, right) => left.start - right.start);
}

function isInside({ start, end }: TextRange, ranges: readonly TextRange[]): boolean {
  return ranges.some((range) => range.start <= start && end <= range.end);
}

interface Extra {
  readonly range: TextRange;
  readonly words: string;
  readonly label: string;
  readonly isSpace: boolean;
}

/** What makes a string of it: text before or behind, or a second reference. */
function extraOf(value: string, parts: readonly TextRange[]): Extra | undefined {
  const [first, second] = parts;
  if (first === undefined || (first.start === 0 && first.end === value.length)) return undefined;
  const before = value.slice(0, first.start);
  const behind = value.slice(first.end, second?.start ?? value.length);
  const isSpace = value.trim() === value.slice(first.start, first.end);
  const label = isSpace ? 'extra space' : 'extra text';
  if (behind.trim() !== '' || (before === '' && behind !== '')) {
    const range = { start: first.end, end: first.end + behind.length };
    return { range, words: `${quoted(behind)} after the reference`, label, isSpace };
  }
  if (before !== '') {
    return { range: { start: 0, end: before.length }, words: `${quoted(before)} before the reference`, label, isSpace };
  }
  return { range: second!, words: 'two references', label: 'a second one', isSpace: false };
}

function quoted(text: string): string {
  return JSON.stringify(text.length > 30 ? `${text.slice(0, 29)}…` : text);
}

function trimmed({ pointer, value }: TextNode, written: string): Fix {
  const range = { start: 0, end: value.length };
  return { title: `"${written}"`, safety: 'safe', changes: [{ kind: 'replace-text', pointer, range, text: written }] };
}
