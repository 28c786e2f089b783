import type { Json } from '../json.ts';
import type { Expression } from './expression.ts';
import type { ExpressionProblem } from './expression-errors.ts';
import type { ReferencePath } from './reference-path.ts';
import type { TextPart } from './split-text.ts';
import { visitTemplate, type Template } from './template.ts';

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

/** An expression between braces in a template. */
export interface TemplateExpression {
  readonly expression: Expression;
  readonly pointer: string;
  /** UTF-16 offsets in the string, braces included. */
  readonly start: number;
  readonly end: number;
}

/** An expression that cannot be read, with its range in the string. */
export interface TemplateProblem {
  readonly problem: ExpressionProblem;
  readonly pointer: string;
  readonly start: number;
  readonly end: number;
}

export interface TemplateContents {
  references: Reference[];
  expressions: TemplateExpression[];
  problems: TemplateProblem[];
}

/** Everything in a value that is not plain text, for checks; throws nothing. `skip` as in `compileTemplate`. */
export function inspectTemplate(value: Json, skip: ReadonlySet<string> = new Set()): TemplateContents {
  const contents: TemplateContents = { references: [], expressions: [], problems: [] };
  visitTemplate(value, skip, (parts, pointer, text) => {
    for (const part of parts) {
      if (typeof part === 'string') continue;
      if (part.kind === 'problem') {
        const base = part.start + Math.max(0, text.slice(part.start, part.end).indexOf(part.problem.source));
        contents.problems.push({
          problem: part.problem,
          pointer,
          start: base + part.problem.start,
          end: base + part.problem.end,
        });
        continue;
      }
      if (part.kind === 'expression') {
        contents.expressions.push({ expression: part.expression, pointer, start: part.start, end: part.end });
      }
      contents.references.push(...referencesOfPart(part, pointer, parts.length === 1));
    }
  });
  return contents;
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
