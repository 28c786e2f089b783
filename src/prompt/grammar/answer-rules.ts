import { inClass, type RuleBook } from './rule-book.ts';

const WORD = 'ACTION';
const BLANK = '\\t\\x20';

/**
 * Writes `root`: an answer of any text in which `[ACTION:` stands only before a tag's own rule. The states are those of a
 * reader that has just seen a part of `[ACTION:`; `start-n` spelled exactly, `near-n` with other case or blanks, as an
 * interceptor reads it too. No state looks back, so a second `[` starts over.
 * `writeTag` returns the body of what follows the colon, up to `]`; `undefined` when there are no tags.
 */
export function writeAnswerRules(book: RuleBook, writeTag: () => string | undefined): void {
  const exact = Array.from({ length: WORD.length + 1 }, (_, count) => `start-${count}`);
  const near = Array.from({ length: WORD.length + 1 }, (_, count) => `near-${count}`);
  for (const name of ['root', 'answer', ...exact, ...near]) book.reserve(name);
  book.define('root', 'answer');
  book.define('answer', optional(['[^\\[] answer', `"[" ${exact[0]}`]));
  const tag = writeTag();
  for (let count = 0; count <= WORD.length; count++) {
    const letter = WORD[count];
    const isBlankAllowed = count === 0 || letter === undefined;
    const taken = `${letter === undefined ? ':' : bothCases(letter)}${isBlankAllowed ? BLANK : ''}`;
    const others = [
      ...(isBlankAllowed ? [`[${BLANK}] ${near[count]}`] : []),
      `"[" ${exact[0]}`,
      `[^\\[${taken}] answer`,
    ];
    if (letter === undefined) {
      book.define(near[count]!, optional(others));
      book.define(exact[count]!, optional(tag === undefined ? others : [`":" (${tag}) answer`, ...others]));
    } else {
      book.define(near[count]!, optional([`[${bothCases(letter)}] ${near[count + 1]}`, ...others]));
      book.define(
        exact[count]!,
        optional([`"${letter}" ${exact[count + 1]}`, `"${letter.toLowerCase()}" ${near[count + 1]}`, ...others]),
      );
    }
  }
}

function bothCases(letter: string): string {
  return inClass(letter) + inClass(letter.toLowerCase());
}

/** An answer may end anywhere outside a tag. */
function optional(options: readonly string[]): string {
  return `(${options.join(' | ')})?`;
}
