/** A pattern that may take about `factor * length ** exponent` steps on a text of that length. */
export interface VettedPattern {
  regExp: RegExp;
  exponent: number;
  factor: number;
}

const MAX_PATTERN_LENGTH = 500;
const MAX_FACTOR = 10_000;
/** Repetitions up to this number multiply the cost; beyond it they count as endless. */
const SHORT_REPETITION = 16;
const QUANTIFIER = /(?:[*+?]|\{(\d+)(?:,(\d*))?\})\??/y;

/** What a pair of brackets holds, groups inside it included. */
interface Group {
  choices: number;
  hasChoice: boolean;
  hasRepetition: boolean;
}

/**
 * Takes a regular expression only when it cannot run away: no repetition or choice inside a repeated group,
 * no look-around, no back reference. Returns the reason when it is refused.
 */
export function vetPattern(pattern: string): VettedPattern | string {
  if (pattern.length > MAX_PATTERN_LENGTH) return `a pattern may have ${MAX_PATTERN_LENGTH} characters`;
  const regExp = compile(pattern);
  if (regExp === undefined) return 'the pattern is not a regular expression';
  const open: Group[] = [newGroup()];
  let endless = 0;
  let factor = 1;
  for (let index = 0; index < pattern.length;) {
    const character = pattern[index]!;
    if (character === '(') {
      const isPlain = pattern[index + 1] !== '?';
      if (!isPlain && pattern[index + 2] !== ':') return 'only plain groups and (?: ) may be used in a pattern';
      open.push(newGroup());
      index += isPlain ? 1 : 3;
      continue;
    }
    if (character === '\\' && /[1-9k]/.test(pattern[index + 1] ?? '')) return 'a pattern may not refer back to a group';
    if (character === '|') addChoice(open.at(-1)!);
    const closed = character === ')' ? close(open) : undefined;
    factor *= closed?.choices ?? 1;
    index = atomEnd(pattern, index);
    const repetition = repetitionAt(pattern, index);
    if (repetition !== undefined) {
      if (closed !== undefined && repetition.maximum > 1 && (closed.hasRepetition || closed.hasChoice)) {
        return 'a repeated group may not hold another repetition or a choice; use a character class such as [ab]';
      }
      const { minimum, maximum } = repetition;
      if (maximum > SHORT_REPETITION) endless++;
      else factor *= maximum - minimum + 1;
      open.at(-1)!.hasRepetition ||= maximum !== minimum || maximum > SHORT_REPETITION;
      index = repetition.end;
    }
    if (factor > MAX_FACTOR) return 'the pattern holds too many choices';
  }
  const whole = open[0]!;
  const isAnchored = pattern.startsWith('^') && whole.choices === 1;
  return { regExp, exponent: Math.max(1, endless + (isAnchored ? 0 : 1)), factor: factor * whole.choices };
}

function newGroup(): Group {
  return { choices: 1, hasChoice: false, hasRepetition: false };
}

function addChoice(group: Group): void {
  group.choices++;
  group.hasChoice = true;
}

/** What a group holds, the group around it holds, too. */
function close(open: Group[]): Group {
  const group = open.pop()!;
  const around = open.at(-1)!;
  around.hasChoice ||= group.hasChoice;
  around.hasRepetition ||= group.hasRepetition;
  return group;
}

function compile(pattern: string): RegExp | undefined {
  try {
    return new RegExp(pattern);
  } catch {
    return undefined;
  }
}

/** Behind one character, escape or character class. */
function atomEnd(pattern: string, index: number): number {
  if (pattern[index] === '\\') return index + 2;
  if (pattern[index] !== '[') return index + 1;
  let end = index + 1;
  while (end < pattern.length && pattern[end] !== ']') end += pattern[end] === '\\' ? 2 : 1;
  return end + 1;
}

function repetitionAt(pattern: string, index: number): { minimum: number; maximum: number; end: number } | undefined {
  QUANTIFIER.lastIndex = index;
  const match = QUANTIFIER.exec(pattern);
  if (match === null) return undefined;
  const [text, least, most] = match;
  const end = index + text.length;
  if (least === undefined) return { minimum: 0, maximum: text.startsWith('?') ? 1 : Infinity, end };
  return {
    minimum: Number(least),
    maximum: most === undefined ? Number(least) : most === '' ? Infinity : Number(most),
    end,
  };
}
