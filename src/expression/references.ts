import type { Expression } from './expression.ts';
import type { ExpressionProblem } from './expression-errors.ts';
import type { ReferencePath } from './reference-path.ts';
import { splitText, type ProblemPart, type TextPart } from './split-text.ts';
import type { Template } from './template.ts';

/** A reference in a template or an expression. */
export interface Reference extends ReferencePath {
  /** The JSON pointer, from the template's root, of the string that it stands in. */
  readonly pointer: string;
  /** The string is this reference and nothing else: it takes the value with its type. */
  readonly isWholeValue: boolean;
  /** Inside `has()` or behind `.?`: it need not be there. */
  readonly isGuarded: boolean;
  /** Part of a longer expression. */
  readonly isInExpression: boolean;
}

/** An expression between braces in a text. */
export interface TextExpression {
  readonly expression: Expression;
  /** UTF-16 offsets in the text, braces included. */
  readonly start: number;
  readonly end: number;
  readonly references: readonly Reference[];
}

/** An expression that cannot be read, with its range in the text. */
export interface TextProblem {
  readonly problem: ExpressionProblem;
  readonly start: number;
  readonly end: number;
}

/** Everything in a text that is not plain. Shared between equal texts: never changed. */
export interface TextContents {
  readonly references: readonly Reference[];
  readonly expressions: readonly TextExpression[];
  readonly problems: readonly TextProblem[];
}

const NOTHING: TextContents = { references: [], expressions: [], problems: [] };
const MAX_CACHED_TEXTS = 5_000;
const MAX_CACHED_LENGTH = 120;
const contentsOf = new Map<string, TextContents>();

/** What stands in one text of a template, for checks; throws nothing. The references have no pointer. */
export function inspectText(text: string): TextContents {
  if (!text.includes('$') && !text.includes('{{')) return NOTHING;
  if (text.length > MAX_CACHED_LENGTH) return inspect(text);
  let contents = contentsOf.get(text);
  if (contents === undefined) {
    if (contentsOf.size >= MAX_CACHED_TEXTS) contentsOf.clear();
    contentsOf.set(text, (contents = inspect(text)));
  }
  return contents;
}

function inspect(text: string): TextContents {
  const parts = splitText(text);
  const references: Reference[] = [];
  const expressions: TextExpression[] = [];
  const problems: TextProblem[] = [];
  for (const part of parts) {
    if (typeof part === 'string') continue;
    if (part.kind === 'problem') {
      problems.push(problemOf(part, text));
      continue;
    }
    const own = referencesOfPart(part, '', parts.length === 1);
    for (const reference of own) references.push(reference);
    if (part.kind === 'expression') {
      expressions.push({ expression: part.expression, start: part.start, end: part.end, references: own });
    }
  }
  return { references, expressions, problems };
}

function problemOf({ problem, start, end }: ProblemPart, text: string): TextProblem {
  const base = start + Math.max(0, text.slice(start, end).indexOf(problem.source));
  return { problem, start: base + problem.start, end: base + problem.end };
}

/** The references of a template or an expression, in the order in which they stand there. */
export function referencesOf(source: Template | Expression): Reference[] {
  if ('source' in source) return referencesOfExpression(source, '', source.offset, true);
  return referencesOfTemplate(source, '');
}

function referencesOfTemplate(template: Template, pointer: string): Reference[] {
  switch (template.kind) {
    case 'constant':
      return [];
    case 'text': {
      const { parts } = template;
      return parts.flatMap((part) =>
        typeof part === 'string' ? [] : referencesOfPart(part, pointer, parts.length === 1),
      );
    }
    case 'list':
      return template.items.flatMap((item, index) => referencesOfTemplate(item, `${pointer}/${index}`));
    case 'object':
      return template.entries.flatMap(([key, entry]) => {
        const token = key.replaceAll('~', '~0').replaceAll('/', '~1');
        return referencesOfTemplate(entry, `${pointer}/${token}`);
      });
  }
}

function referencesOfPart(part: Exclude<TextPart, string>, pointer: string, isAlone: boolean): Reference[] {
  if (part.kind === 'problem') return [];
  if (part.kind === 'reference') {
    return [{ ...part.path, pointer, isWholeValue: isAlone, isGuarded: false, isInExpression: false }];
  }
  return referencesOfExpression(part.expression, pointer, part.start + part.expression.offset, isAlone);
}

function referencesOfExpression(
  expression: Expression,
  pointer: string,
  offset: number,
  isAlone: boolean,
): Reference[] {
  if (expression.kind === 'constant') return [];
  if (expression.kind === 'path') {
    const place = { start: offset + expression.path.start, end: offset + expression.path.end };
    return [{ ...expression.path, ...place, pointer, isWholeValue: isAlone, isGuarded: false, isInExpression: false }];
  }
  return expression.cel.references
    .map((path) => {
      const place = { start: offset + path.start, end: offset + path.end };
      return { ...path, ...place, pointer, isWholeValue: false, isInExpression: true };
    })
    .sort((left, right) => left.start - right.start);
}
