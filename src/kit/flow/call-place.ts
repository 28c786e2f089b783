import { fileURLToPath } from 'node:url';

/** Where something was called; line and column count from 1. */
export interface CallPlace {
  file: string;
  line: number;
  column: number;
}

/** Where the caller of `callee` stands, as far as the stack tells. */
export function callPlace(callee: (...given: never[]) => unknown): CallPlace | undefined {
  const holder: { stack?: string } = {};
  Error.captureStackTrace(holder, callee);
  return firstPlace(holder.stack ?? '');
}

/** The builder's own code, which no author wants to be pointed to. */
const OWN_FOLDER = import.meta.dirname;

/** The first place of a stack that is in a file of somebody else's, or in `file` if one is named. */
export function firstPlace(stack: string, file?: string): CallPlace | undefined {
  for (const line of stack.split('\n')) {
    const place = placeOf(line);
    if (place === undefined || place.file.startsWith(OWN_FOLDER)) continue;
    if (file === undefined || place.file === file) return place;
  }
  return undefined;
}

export function placeText({ file, line, column }: CallPlace): string {
  return `${file}:${line}:${column}`;
}

const FRAME = /(?:^|[\s(])((?:file:\/\/)?[^\s()][^()]*?)(?:\?[^:()]*)?:(\d+):(\d+)\)?$/;

function placeOf(frame: string): CallPlace | undefined {
  const [, where, line, column] = FRAME.exec(frame.replace(/^\s*at /, '')) ?? [];
  if (where === undefined || where.startsWith('node:')) return undefined;
  try {
    const file = where.startsWith('file://') ? fileURLToPath(where) : where;
    return { file, line: Number(line), column: Number(column) };
  } catch {
    return undefined;
  }
}
