import { keyPointer, type ReferenceNode, type StepNode } from '../../model/index.ts';
import { pathRanges, typesOf, type ReferenceStop, type TextRange } from '../../types/index.ts';
import type { RuleContext } from '../../rule.ts';

/** Where and why a reference cannot be read; most can. */
export function stopOf(reference: ReferenceNode, context: RuleContext): ReferenceStop | undefined {
  return reference.reference.path.length === 0 ? undefined : typesOf(context).ofReference(reference).stop;
}

/** What a message about a reference that cannot be read needs. */
export interface StopPlace {
  /** The name of the field without its dot, or an index with its brackets; offsets in the text. */
  readonly range: TextRange;
  /** What comes before it, as it is written: `$profile`. */
  readonly before: string;
  /** Where that ends in the text. */
  readonly beforeEnd: number;
  readonly part: string | number;
  readonly isLast: boolean;
}

export function placeOf(reference: ReferenceNode, { at }: ReferenceStop): StopPlace {
  const { path, text, start, end } = reference.reference;
  const { fields } = reference;
  const ranges = pathRanges(text);
  const index = path.length - fields.length + at + 1;
  const [own, previous] = [ranges[index], ranges[index - 1]];
  const beforeEnd = previous?.end ?? text.length;
  return {
    range: own === undefined ? { start, end } : { start: start + own.start, end: start + own.end },
    before: text.slice(0, beforeEnd),
    beforeEnd: start + beforeEnd,
    part: fields[at]!,
    isLast: at === fields.length - 1,
  };
}

/** How a part is written that takes the place of another one: in brackets where that one is. */
export function partText(name: string, place: StopPlace, reference: ReferenceNode): string {
  const { start } = reference.reference;
  const isBracket = reference.reference.text[place.range.start - start] === '[';
  return isBracket ? `[${JSON.stringify(name)}]` : name;
}

/** Where the name of a step's result is written, or else its type. */
export function namePointer(node: StepNode): string {
  return node.step.key === undefined ? `${node.step.pointer}/type` : keyPointer(node);
}
