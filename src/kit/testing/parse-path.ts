import type { DocumentPath } from './suite.ts';

const PART = /\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]|\.?([^.[\]]+)/g;

/** The parts of `posts[0].title` or `["any key"].x`. */
export function parsePath(text: string): DocumentPath {
  return [...text.matchAll(PART)].map(([, index, quoted, name]) =>
    index !== undefined ? Number(index) : quoted !== undefined ? (JSON.parse(quoted) as string) : name!,
  );
}
