import { findClosingBraces } from './braces.ts';
import { compileExpression, type Expression } from './expression.ts';
import { ExpressionProblem } from './expression-errors.ts';
import { scanReference, type ReferencePath } from './reference-path.ts';

/** An expression between braces, and where it stands in the string: from the first brace to behind the last. */
export interface ExpressionPart {
  readonly kind: 'expression';
  readonly expression: Expression;
  readonly start: number;
  readonly end: number;
}

export interface ReferencePart {
  readonly kind: 'reference';
  readonly path: ReferencePath;
}

/** An expression that cannot be read. */
export interface ProblemPart {
  readonly kind: 'problem';
  readonly problem: ExpressionProblem;
  readonly start: number;
  readonly end: number;
}

export type TextPart = string | ReferencePart | ExpressionPart | ProblemPart;

/**
 * Cuts a string into plain text, references and expressions.
 * `$$` becomes `$`; `$` before anything but a letter or `_` is a dollar sign.
 */
export function splitText(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let plain = '';
  let copied = 0;
  const add = (part: Exclude<TextPart, string>, from: number, to: number): void => {
    plain += text.slice(copied, from);
    if (plain !== '') parts.push(plain);
    plain = '';
    parts.push(part);
    copied = to;
  };
  for (let index = nextMark(text, 0); index !== -1; index = nextMark(text, Math.max(copied, index + 1))) {
    if (text[index] === '{') {
      const part = readBraces(text, index);
      add(part, index, part.end);
    } else if (text[index + 1] === '$') {
      plain += text.slice(copied, index + 1);
      copied = index + 2;
    } else {
      const path = scanReference(text, index);
      if (path !== undefined) add({ kind: 'reference', path }, index, path.end);
    }
  }
  plain += text.slice(copied);
  if (plain !== '' || parts.length === 0) parts.push(plain);
  return parts;
}

function readBraces(text: string, start: number): ExpressionPart | ProblemPart {
  const close = findClosingBraces(text, start + 2);
  if (close === -1) {
    const problem = new ExpressionProblem('EXPRESSION_INVALID', 'the "{{" is never closed', {
      source: text.slice(start),
      detail: 'Write "}}" behind the expression; for the braces themselves write {{ "{{" }}.',
    });
    return { kind: 'problem', problem, start, end: text.length };
  }
  const end = close + 2;
  try {
    return { kind: 'expression', expression: compileExpression(text.slice(start, end)), start, end };
  } catch (error) {
    if (error instanceof ExpressionProblem) return { kind: 'problem', problem: error, start, end };
    throw error;
  }
}

function nextMark(text: string, from: number): number {
  const dollar = text.indexOf('$', from);
  const braces = text.indexOf('{{', from);
  return dollar === -1 ? braces : braces === -1 ? dollar : Math.min(dollar, braces);
}
