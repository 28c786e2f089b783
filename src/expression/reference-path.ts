/** A root and what is read from it. */
export interface ReferencePath {
  readonly root: string;
  /** Fields are strings, indexes numbers. */
  readonly path: readonly (string | number)[];
  /** As it is written, with its `$` if it has one. */
  readonly text: string;
  /** UTF-16 offsets in the string that it stands in; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
}

const IDENTIFIER = /[A-Za-z_][A-Za-z0-9_]*/y;
const INDEX = /\[(\d{1,15})\]/y;
const QUOTED_KEY = /\[("(?:[^"\\]|\\.)*")\]/y;

/**
 * Reads `name.field[0]["any key"]` at `offset`; `undefined` when no name begins there.
 * The path ends before the first character that cannot continue it.
 */
export function scanPath(text: string, offset: number): Omit<ReferencePath, 'text' | 'start'> | undefined {
  const root = match(IDENTIFIER, text, offset)?.[0];
  if (root === undefined) return undefined;
  const path: (string | number)[] = [];
  let end = offset + root.length;
  for (;;) {
    const next = text.charCodeAt(end);
    if (next === 46) {
      const field = match(IDENTIFIER, text, end + 1)?.[0];
      if (field === undefined) break;
      path.push(field);
      end += field.length + 1;
    } else if (next === 91) {
      const part = scanBracket(text, end);
      if (part === undefined) break;
      path.push(part.key);
      end = part.end;
    } else break;
  }
  return { root, path, end };
}

/** Reads the reference whose `$` stands at `offset`. */
export function scanReference(text: string, offset: number): ReferencePath | undefined {
  const scanned = scanPath(text, offset + 1);
  return scanned && { ...scanned, text: text.slice(offset, scanned.end), start: offset };
}

/** How a path is written, without the `$`: `profile[0].name`, `row["any key"]`. */
export function formatPath(root: string, path: readonly (string | number)[]): string {
  return root + path.map(formatPart).join('');
}

function formatPart(part: string | number): string {
  if (typeof part === 'number') return `[${part}]`;
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(part) ? `.${part}` : `[${JSON.stringify(part)}]`;
}

function scanBracket(text: string, offset: number): { key: string | number; end: number } | undefined {
  const index = match(INDEX, text, offset);
  if (index !== undefined) return { key: Number(index[1]), end: offset + index[0].length };
  const quoted = match(QUOTED_KEY, text, offset);
  const key = quoted && parseKey(quoted[1]!);
  return key === undefined ? undefined : { key, end: offset + quoted![0].length };
}

function parseKey(quoted: string): string | undefined {
  try {
    return JSON.parse(quoted) as string;
  } catch {
    return undefined;
  }
}

function match(pattern: RegExp, text: string, offset: number): RegExpExecArray | undefined {
  pattern.lastIndex = offset;
  return pattern.exec(text) ?? undefined;
}
