import type { JsonNode } from './json-document.ts';
import type { JsonScanner } from './json-scanner.ts';
import type { JsonTree } from './json-tree.ts';

/** A bracket was expected before the one at `at`. */
export function reportMissingBracket(scanner: JsonScanner, { kind, start }: JsonNode, at: number): void {
  const [open, close] = kind === 'list' ? ['[', ']'] : ['{', '}'];
  const related = [{ start, end: start + 1, label: `this "${open}" is not closed` }];
  scanner.report('missing-bracket', `expected "${close}" before "${scanner.text[at]}"`, at, at + 1, related);
}

/** The text ended: nothing to report unless there is no value or brackets are open. */
export function reportEnd(scanner: JsonScanner, { root, openFrames }: JsonTree): void {
  const end = scanner.text.length;
  if (root === undefined) {
    if (scanner.problems.length === 0) scanner.report('empty', 'the document is empty', 0, end);
  } else if (openFrames.length > 0 && !scanner.isStringOpen) {
    const innermost = openFrames.slice(-3).reverse();
    const related = innermost.map(({ node }) => ({ start: node.start, end: node.start + 1, label: 'opened here' }));
    const count = openFrames.length === 1 ? 'a bracket is' : `${openFrames.length} brackets are`;
    scanner.report('truncated', `the document ends, but ${count} still open`, Math.max(0, end - 1), end, related);
  }
}
