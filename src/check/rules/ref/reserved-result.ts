import type { FlowModel, TextNode } from '../../model/index.ts';

/** Whether a word that cannot be read is what a step calls its result: that name is the mistake, and has a finding. */
export function isReservedResult(word: string, { steps }: FlowModel): boolean {
  if (word === '') return false;
  return steps.some(({ step: { raw } }) => raw['result_key'] === word || raw['name'] === word);
}

/** Texts that cannot be read because of this word, and where it stands in them. */
export function* unreadableUses(
  word: string,
  { steps, output }: FlowModel,
): Generator<{ pointer: string; range: { start: number; end: number } }> {
  for (const texts of [...steps.map((node) => node.texts), output]) {
    for (const text of texts) yield* usesIn(text, word);
  }
}

function* usesIn({ problems, value, pointer }: TextNode, word: string) {
  for (const { start, end } of problems) {
    if (value.slice(start, end) === word) yield { pointer, range: { start, end } };
  }
}
