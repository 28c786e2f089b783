import {
  CLOSE_BRACKET,
  COLON,
  OPEN_BRACE,
  UNDERSCORE,
  MINUS,
  isAsciiLetter,
  isBlank,
  isDigit,
  isJsonWhitespace,
} from '../characters.ts';

/** What one more character makes of a possible tag head. `closed`: `]` where parameters should begin. */
export const Head = { open: 0, mismatch: 1, committed: 2, closed: 3 } as const;

export type Head = (typeof Head)[keyof typeof Head];

const Part = { beforeWord: 0, word: 1, afterWord: 2, beforeSlug: 3, slug: 4, afterSlug: 5, beforeBody: 6 } as const;

const WORD = 'ACTION';
const MOST_BLANKS = 2;
const MOST_WHITESPACE = 64;
const LONGEST_SLUG = 64;

/** The head of a tag while it is read character by character: `[ ACTION : slug : {`. */
export interface TagHead {
  part: number;
  /** Characters read of the current part. */
  count: number;
  /** Characters read altogether, the `[` counted. */
  read: number;
  /** Where the slug begins and ends, counted from the `[`. */
  slugFrom: number;
  slugTo: number;
  hasOddCase: boolean;
  hasOddSpace: boolean;
  hasSlugUppercase: boolean;
}

export function createTagHead(): TagHead {
  return {
    part: 0,
    count: 0,
    read: 0,
    slugFrom: 0,
    slugTo: 0,
    hasOddCase: false,
    hasOddSpace: false,
    hasSlugUppercase: false,
  };
}

/** The cursor is behind `[`. */
export function beginHead(head: TagHead): void {
  head.part = Part.beforeWord;
  head.count = 0;
  head.read = 1;
  head.hasOddCase = false;
  head.hasOddSpace = false;
  head.hasSlugUppercase = false;
}

/** Reads one character; after anything but `open` the head is done. */
export function readHead(head: TagHead, code: number): Head {
  head.read += 1;
  switch (head.part) {
    case Part.beforeWord:
      return isBlank(code) ? readBlank(head) : readWord(head, code, 0);
    case Part.word:
      return readWord(head, code, head.count);
    case Part.afterWord:
      return isBlank(code) ? readBlank(head) : readColon(head, code, Part.beforeSlug);
    case Part.beforeSlug:
      return isBlank(code) ? readBlank(head) : readSlugStart(head, code);
    case Part.slug:
      return readSlug(head, code);
    case Part.afterSlug:
      return isBlank(code) ? readBlank(head) : readSlugEnd(head, code);
    default:
      return readBeforeBody(head, code);
  }
}

/** `[·ACTION·:·slug·:`, a dot where up to two blanks are forgiven. */
function readBlank(head: TagHead): Head {
  if (head.count === MOST_BLANKS) return Head.mismatch;
  head.count += 1;
  head.hasOddSpace = true;
  return Head.open;
}

/** `[ACT|ION:` */
function readWord(head: TagHead, code: number, position: number): Head {
  const expected = WORD.charCodeAt(position);
  if (code !== expected) {
    if (code !== (expected | 0x20)) return Head.mismatch;
    head.hasOddCase = true;
  }
  if (position === WORD.length - 1) enter(head, Part.afterWord);
  else {
    head.part = Part.word;
    head.count = position + 1;
  }
  return Head.open;
}

/** `[ACTION|:slug` */
function readColon(head: TagHead, code: number, next: number): Head {
  if (code !== COLON) return Head.mismatch;
  enter(head, next);
  return Head.open;
}

/** `[ACTION:|slug` */
function readSlugStart(head: TagHead, code: number): Head {
  if (!isAsciiLetter(code) && !isDigit(code)) return Head.mismatch;
  enter(head, Part.slug);
  head.slugFrom = head.read - 1;
  return readSlug(head, code);
}

/** `[ACTION:sl|ug:` */
function readSlug(head: TagHead, code: number): Head {
  if (isAsciiLetter(code) || isDigit(code) || code === MINUS || code === UNDERSCORE) {
    if (head.count === LONGEST_SLUG) return Head.mismatch;
    head.count += 1;
    if (code < UNDERSCORE && isAsciiLetter(code)) head.hasSlugUppercase = true;
    return Head.open;
  }
  enter(head, Part.afterSlug);
  head.slugTo = head.read - 1;
  return isBlank(code) ? readBlank(head) : readSlugEnd(head, code);
}

/** `[ACTION:slug|:` */
function readSlugEnd(head: TagHead, code: number): Head {
  return code === CLOSE_BRACKET ? Head.closed : readColon(head, code, Part.beforeBody);
}

/** `[ACTION:slug:|{` */
function readBeforeBody(head: TagHead, code: number): Head {
  if (code === OPEN_BRACE) return Head.committed;
  if (code === CLOSE_BRACKET) return Head.closed;
  if (!isJsonWhitespace(code) || head.count === MOST_WHITESPACE) return Head.mismatch;
  head.count += 1;
  return Head.open;
}

function enter(head: TagHead, part: number): void {
  head.part = part;
  head.count = 0;
}

/** The slug in lower case, as it is spelled in `text`, where the `[` stands at `offset`. */
export function slugIn(head: TagHead, text: string, offset: number): string {
  const spelling = text.slice(offset + head.slugFrom, offset + head.slugTo);
  return head.hasSlugUppercase ? spelling.toLowerCase() : spelling;
}
