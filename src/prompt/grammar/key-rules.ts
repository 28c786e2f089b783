import { inClass } from './rule-book.ts';

/** A letter of a key; no escapes, so that a forbidden name has one spelling only. */
const KEY_LETTER = String.raw`[^"\\\x00-\x1F]`;

interface Branch {
  isWord: boolean;
  next: Map<string, Branch>;
}

/** A key in quotes that is none of the words, and not empty. */
export function keyExcept(words: readonly string[]): string {
  const root: Branch = { isWord: true, next: new Map() };
  for (const word of words) addWord(root, word);
  return `"\\"" ${bodyOf(root)} "\\""`;
}

function addWord(root: Branch, word: string): void {
  let branch = root;
  for (const letter of word) {
    const next = branch.next.get(letter) ?? { isWord: false, next: new Map<string, Branch>() };
    branch.next.set(letter, next);
    branch = next;
  }
  branch.isWord = true;
}

/** What may follow: a letter that leads away from all words, or the next letter of one; nothing, unless a word ends here. */
function bodyOf({ isWord, next }: Branch): string {
  const away = [...next.keys()].map(inClass).join('');
  const options = [`${KEY_LETTER.slice(0, -1)}${away}] ${KEY_LETTER}*`];
  for (const [letter, branch] of next) options.push(`[${inClass(letter)}] ${bodyOf(branch)}`);
  return `(${options.join(' | ')})${isWord ? '' : '?'}`;
}
