import {
  positionAt,
  type JsonDocument,
  type JsonProblem,
  type JsonProblemKind,
  type TextRange,
} from '../../../flow/index.ts';

const known = new WeakMap<JsonDocument, ReadonlySet<string>>();

/**
 * Whether a mistake is only there because of one before it: behind a quote that is missing, everything in the line is read
 * inside out, and behind a bracket that is missing or too many, brackets do not fit to the end.
 */
export function isFollowUp(problem: Mistake, document: JsonDocument): boolean {
  let followUps = known.get(document);
  if (followUps === undefined) known.set(document, (followUps = findFollowUps(document)));
  return followUps.has(keyOf(problem));
}

interface Mistake extends TextRange {
  kind?: JsonProblemKind;
}

function keyOf({ start, kind }: Mistake): string {
  return `${start} ${kind}`;
}

const oddLines = new WeakMap<JsonDocument, Map<number, boolean>>();

/** Whether the line has a double quote too many or too few. */
export function hasOddQuotes(document: JsonDocument, offset: number): boolean {
  const start = document.text.lastIndexOf('\n', offset - 1) + 1;
  let lines = oddLines.get(document);
  if (lines === undefined) oddLines.set(document, (lines = new Map()));
  let isOdd = lines.get(start);
  if (isOdd === undefined) lines.set(start, (isOdd = countsOdd(document.text, start)));
  return isOdd;
}

function countsOdd(text: string, start: number): boolean {
  let isOdd = false;
  for (let index = start; index < text.length; index++) {
    const character = text[index];
    if (character === '\n') break;
    if (character === '\\') index++;
    else if (character === '"') isOdd = !isOdd;
  }
  return isOdd;
}

const AT_BRACKETS: ReadonlySet<string> = new Set(['unexpected', 'missing-bracket', 'missing-key', 'truncated']);

function findFollowUps(document: JsonDocument): Set<string> {
  const found = new Set<string>();
  let isLost = false;
  let lostUpTo = 0;
  for (const problem of document.problems.toSorted((a, b) => a.start - b.start)) {
    const { line } = positionAt(document, problem.start);
    // A string that goes on in the next line ends there, so that that one is read inside out as well.
    const lastLine = document.text[problem.start] === '\n' ? line + 1 : line;
    if (line <= lostUpTo || (isLost && isAtBracket(problem, document))) {
      found.add(keyOf(problem));
      lostUpTo = Math.max(lostUpTo, lastLine);
    } else if (
      problem.kind !== 'duplicate-key' &&
      (hasOddQuotes(document, problem.start) || isLosing(problem, document))
    ) {
      isLost = true;
      lostUpTo = lastLine;
    }
  }
  return found;
}

/** The reader goes on in another object or list than the author. */
function isLosing({ kind, start }: JsonProblem, { text }: JsonDocument): boolean {
  const character = text[start];
  if (kind === 'missing-value') return character === '"';
  return kind === 'unexpected' || (kind === 'missing-key' && (character === '{' || character === '['));
}

function isAtBracket({ kind, start }: JsonProblem, { text }: JsonDocument): boolean {
  return kind === 'duplicate-key' || (AT_BRACKETS.has(kind) && text[start] !== '"');
}
