import { nearestName } from '../../../nearest-name.ts';
import type { ReferenceNode, StepNode, TextNode } from '../../model/index.ts';
import type { RuleContext } from '../../rule.ts';
import { collectionOf, selectedFields, type ReferenceStop } from '../../types/index.ts';

export interface UnselectedField {
  readonly name: string;
  /** The step whose `fields` leave it out. */
  readonly step: StepNode;
  readonly collection: string;
}

/**
 * The field, where a reference reads one that `fields` of a read leaves out. One that is most likely misspelt, and one that
 * the collection lacks, is not: adding it to `fields` would not help.
 */
export function unselectedField(
  reference: ReferenceNode,
  stop: ReferenceStop,
  { project }: RuleContext,
): UnselectedField | undefined {
  const { holder, reason, at } = stop;
  const name = reference.fields[at];
  if (reason !== 'missing-field' || holder.kind !== 'object' || holder.of === undefined || typeof name !== 'string')
    return undefined;
  const step = sourceOf(reference);
  if (step === undefined || collectionOf(step.step.type, step.step.config) !== holder.of) return undefined;
  const selected = selectedFields(step.step.config);
  if (selected === undefined || selected.length === 0 || !/^\w+$/.test(name)) return undefined;
  const known = project.snapshot?.collections.get(holder.of);
  const isLikely = known === undefined ? nearestName(name, selected) === undefined : known.has(name);
  return isLikely ? { name, step, collection: holder.of } : undefined;
}

/** The step that a value comes from, also through the items of loops. */
function sourceOf(reference: ReferenceNode): StepNode | undefined {
  let current: ReferenceNode | undefined = reference;
  while (current !== undefined) {
    if (current.target !== undefined) return current.target;
    if (current.binding?.kind !== 'item') return undefined;
    const text: TextNode | undefined = current.binding.step?.texts.find(({ site }) => site.setting === 'items');
    current = text?.references.length === 1 ? text.references[0] : undefined;
  }
  return undefined;
}
