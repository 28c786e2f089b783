/** The beginning of a reference before the cursor. */
export interface TypedReference {
  /** What stands before the last dot or bracket, without `$`; `undefined` while the first name is typed. */
  readonly base: string | undefined;
  readonly separator: '' | '.' | '[';
  /** The name that is being typed. */
  readonly partial: string;
  /** It is part of an expression. */
  readonly isInExpression: boolean;
}

/** References longer than this are not completed. */
const MAX_LENGTH = 400;
const NAME = '[A-Za-z_][A-Za-z0-9_]*';
const MEMBER = new RegExp(
  String.raw`(^|[^\w.$]|\$)(${NAME}(?:\.${NAME}|\[\d{1,15}\]|\["[^"\\\]]*"\])*)([.[])([A-Za-z0-9_]*)$`,
);
const ROOT = new RegExp(String.raw`(^|[^\w.$]|\$)(${NAME})?$`);

/** What the text before the cursor ends with, when that is the beginning of a reference. */
export function typedReference(before: string, isExpression: boolean): TypedReference | undefined {
  const braces = isExpression ? 0 : openBraces(before);
  const isInExpression = braces !== undefined;
  const end = before.slice(Math.max(isInExpression ? braces : 0, before.length - MAX_LENGTH));
  if (isInExpression && isInQuotes(before.slice(braces))) return undefined;
  const member = MEMBER.exec(end);
  const [, mark, base, separator, partial = ''] = member ?? [];
  if (member !== null && (mark === '$' ? isReference(end, member.index) : isInExpression)) {
    return { base, separator: separator as '.' | '[', partial, isInExpression };
  }
  const root = ROOT.exec(end);
  if (root === null || !(root[1] === '$' ? isReference(end, root.index) : isInExpression)) return undefined;
  return { base: undefined, separator: '', partial: root[2] ?? '', isInExpression };
}

/** Where the text behind the last `{{` begins that is not closed. */
function openBraces(before: string): number | undefined {
  const open = before.lastIndexOf('{{');
  return open === -1 || before.indexOf('}}', open) !== -1 ? undefined : open + 2;
}

/** `$$` is a dollar sign. */
function isReference(text: string, dollar: number): boolean {
  let count = 1;
  while (text[dollar - count] === '$') count++;
  return count % 2 === 1;
}

function isInQuotes(expression: string): boolean {
  let quote: string | undefined;
  for (let index = 0; index < expression.length; index++) {
    const character = expression[index]!;
    if (character === '\\') index++;
    else if (quote !== undefined) quote = character === quote ? undefined : quote;
    else if (character === '"' || character === "'") quote = character;
  }
  // `row["` opens a key, not a text.
  return quote !== undefined;
}
