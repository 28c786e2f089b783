import { nearestName } from '../../../nearest-name.ts';
import type { FlowModel, ReferenceNode, TextNode } from '../../model/index.ts';

const LISTED_NAMES = 12;

/** The names that a reference in this text could begin with, the outermost first. */
export function namesHere(text: TextNode, model: FlowModel): string[] {
  const { site } = text;
  const { step } = site;
  if (step === undefined) {
    const scope = model.topLevel[0]?.scope;
    return scope?.at(Infinity).map(({ name }) => name) ?? ['input', 'context', 'user', 'env', 'steps', 'params'];
  }
  const names = step.scope.at(step.order).map(({ name }) => name);
  if (site.kind === 'retry') names.push('error');
  if (site.kind !== 'setting' || !text.isExpression) return names;
  for (const { step: inner, parent, list } of model.steps) {
    if (parent === step && list?.isVisibleAfterwards === false && inner.key !== undefined) names.push(inner.key);
  }
  return names;
}

/** The name that is most likely meant, and whether no other one is as near. */
export function nearestHere(name: string, names: readonly string[]): { name: string; isOnly: boolean } | undefined {
  const first = nearestName(name, names);
  if (first === undefined) return undefined;
  return { name: first, isOnly: nearestName(name, names.toReversed()) === first };
}

/** `defined here: $input, $context, $caption`. */
export function listNames(names: readonly string[]): string {
  const more = names.length - LISTED_NAMES;
  const listed = names.slice(0, LISTED_NAMES).map((name) => `$${name}`);
  return `defined here: ${listed.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** The first name of a reference as it is written, and where: with its `$` and without it. */
export function rootOf({ reference }: ReferenceNode): {
  written: string;
  start: number;
  nameStart: number;
  end: number;
} {
  const sigil = reference.text.startsWith('$') ? '$' : '';
  const nameStart = reference.start + sigil.length;
  return {
    written: sigil + reference.root,
    start: reference.start,
    nameStart,
    end: nameStart + reference.root.length,
  };
}
