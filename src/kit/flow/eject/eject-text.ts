import { compileExpression, referencesOf, type ReferencePath } from '../../../expression/index.ts';
import { splitText, type TextPart } from '../../../expression/split-text.ts';
import { writePath, writeText, writeWhole, type Dialect, type WrittenPart } from '../write-text.ts';
import { text, type Code } from './code.ts';
import { isKnownPath } from './known-path.ts';
import type { NameScope } from './names.ts';
import { quote, rawTemplateText, templateText } from './quote.ts';

/** What ejecting knows at one place of the flow. */
export interface EjectContext {
  readonly dialect: Dialect;
  readonly names: NameScope;
  /** Notes that the code needs a variable, or something that the flow's function is given. */
  use(variable: string): void;
}

/** A text of the document as code that becomes the same text: with references where that is possible, else as it stands. */
export function ejectText(source: string, context: EjectContext): Code {
  if (!source.includes('$') && !source.includes('{{')) return text(quote(source));
  const parts = splitText(source);
  const pieces = parts.map((part) => pieceOf(part, context));
  if (pieces.includes(undefined)) return text(quote(source));
  const known = pieces as Piece[];
  const written = known.map((piece) => piece.written);
  const only = known.length === 1 && known[0]!.written.kind !== 'plain' ? known[0] : undefined;
  if (only !== undefined) {
    const isSame = writeWhole(only.written as Exclude<WrittenPart, { kind: 'plain' }>, context.dialect) === source;
    return isSame ? useAll(only.code, [only], context) : text(quote(source));
  }
  if (writeText(written, context.dialect) !== source) return text(quote(source));
  if (known.every((piece) => piece.written.kind === 'plain')) return text(quote(source));
  const body = known.map((piece) => (piece.written.kind === 'plain' ? templateText(piece.code) : `\${${piece.code}}`));
  return useAll(`t\`${body.join('')}\``, [...known, TEXT_TAG], context);
}

/** An expression as code that becomes the same text. */
export function ejectCondition(source: string | boolean, context: EjectContext): Code {
  if (typeof source === 'boolean') return text(String(source));
  const piece = conditionPiece(source, context);
  return piece === undefined ? text(quote(source)) : useAll(piece.code, [piece], context);
}

interface Piece {
  code: string;
  written: WrittenPart;
  uses: readonly string[];
}

const TEXT_TAG: Piece = { code: '', written: { kind: 'plain', text: '' }, uses: ['t'] };

function pieceOf(part: TextPart, context: EjectContext): Piece | undefined {
  if (typeof part === 'string') return { code: part, written: { kind: 'plain', text: part }, uses: [] };
  if (part.kind === 'problem') return undefined;
  if (part.kind === 'reference') return pathPiece(part.path, context);
  if (part.expression.kind === 'path') return pathPiece(part.expression.path, context);
  return expressionPiece(part.expression.source, context);
}

function conditionPiece(source: string, context: EjectContext): Piece | undefined {
  try {
    const { kind } = compileExpression(source);
    if (kind === 'constant') return undefined;
  } catch {
    return undefined;
  }
  const piece = expressionPiece(source, context);
  const hasReference = piece?.uses.some((name) => name !== 'expr') ?? false;
  return hasReference ? piece : undefined;
}

/** References become variables as far as there are some; other names stay as they are written. */
function expressionPiece(source: string, context: EjectContext): Piece | undefined {
  if (source.trim() !== source) return undefined;
  const expression = compileExpression(source);
  if (expression.kind === 'path') {
    const piece = constantPath(expression.path, context);
    const isSame = piece !== undefined && writtenPath(expression.path, context) === source;
    return isSame ? piece : undefined;
  }
  let code = '';
  let copied = 0;
  const uses: string[] = ['expr'];
  for (const path of referencesOf(expression)) {
    const piece = constantPath(path, context);
    if (piece === undefined || source.slice(path.start, path.end) !== writtenPath(path, context)) continue;
    const before = rawTemplateText(source.slice(copied, path.start));
    if (before === undefined) return undefined;
    code += `${before}\${${piece.code}}`;
    copied = path.end;
    uses.push(...piece.uses);
  }
  const rest = rawTemplateText(source.slice(copied));
  if (rest === undefined) return undefined;
  return { code: `expr\`${code}${rest}\``, written: { kind: 'expression', source }, uses };
}

/** A path that begins with something that the code has a variable for; everything else goes by its name. */
function pathPiece(path: ReferencePath, context: EjectContext): Piece {
  const constant = constantPath(path, context);
  if (constant !== undefined) return constant;
  const access = accessCode(`ref(${quote(path.root)})`, path.path);
  return { ...access, uses: ['ref', ...access.uses], written: { kind: 'path', path: writtenPath(path, context) } };
}

function constantPath(path: ReferencePath, context: EjectContext): Piece | undefined {
  const root = path.root === 'params' ? 'input' : path.root;
  const named = context.names.find(root);
  if (named === undefined || !isKnownPath(named.schema, path.path)) return undefined;
  const access = accessCode(named.variable, path.path);
  return {
    ...access,
    uses: [named.variable, ...access.uses],
    written: { kind: 'path', path: writtenPath(path, context) },
  };
}

function writtenPath({ root, path }: ReferencePath, { dialect }: EjectContext): string {
  return writePath(root === 'params' ? 'input' : root, path, dialect);
}

const REFUSED: ReadonlySet<string> = new Set([
  'then',
  'constructor',
  '__proto__',
  'prototype',
  'toJSON',
  'toString',
  'valueOf',
]);

function accessCode(root: string, path: readonly (string | number)[]): { code: string; uses: string[] } {
  if (path.some((part) => (typeof part === 'number' ? part > 9 : REFUSED.has(part) || /^\d+$/.test(part)))) {
    const parts = path.map((part) => (typeof part === 'number' ? String(part) : quote(part)));
    return { code: `at(${[root, ...parts].join(', ')})`, uses: ['at'] };
  }
  const parts = path.map((part) =>
    typeof part === 'number' ? `[${part}]` : /^[A-Za-z_]\w*$/.test(part) ? `.${part}` : `[${quote(part)}]`,
  );
  return { code: `${root}${parts.join('')}`, uses: [] };
}

function useAll(code: string, pieces: readonly Piece[], context: EjectContext): Code {
  for (const piece of pieces) for (const name of piece.uses) context.use(name);
  return text(code);
}
