import type { FlowModel, ReferenceNode, StepNode, TextNode } from '../model/index.ts';
import { directusAccessOf, isFilter, isItemChoice, isNarrowing } from './directus-access.ts';
import type { FlowTaint } from './flow-taint.ts';
import { TAINT } from './taint-bits.ts';

/**
 * What stands between two values of which an expression asks whether they are the same: conversions around them may be
 * there, and `rows.exists(row, row.user_id ==`, which asks it of the entries of a list.
 */
const SAME_VALUE =
  /^(?:\)|\s|\.\w+\(\s*\)|\.(?:exists|exists_one|all|filter)\(\s*(\w+)\s*,\s*\1[\w.]*)*(?:==|!=|\bin\b)[(\s]*(?:(?:string|int|double)\s*\([(\s]*)?$/;

/** Whether the step asks for rows of the person of the session only. */
export function isScoped(step: StepNode, taint: FlowTaint): boolean {
  return step.references.some(
    (reference) =>
      reference.site.kind === 'setting' &&
      isFilter(reference.text.path) &&
      isNarrowing(reference.text) &&
      (taint.of(reference) & TAINT.own) !== 0,
  );
}

/**
 * What a flow does to make sure whose something is: it reads a row by an id together with `$context` and looks at what
 * came, or it compares a value with `$context`. Read once for a flow.
 */
class OwnershipChecks {
  /** By value, and by value and collection, the first step that checks it. */
  readonly #orders = new Map<string, number>();
  readonly #taint: FlowTaint;

  constructor({ steps }: FlowModel, taint: FlowTaint) {
    this.#taint = taint;
    for (const step of steps) {
      this.#scopedRead(step);
      for (const text of step.texts) if (text.expressions.length > 0) this.#comparisons(text, step.order);
    }
  }

  /** Whether an expression compares the value with one that the host vouches for, before the value is used. */
  isCompared(value: ReferenceNode): boolean {
    return this.#isBefore(keyOf(value), value.site.step?.order ?? Infinity);
  }

  /** Whether the item that the id names is known to be the person's own before the id is used. */
  isChecked(id: ReferenceNode, collection: string | undefined): boolean {
    const step = id.site.step!;
    const key = keyOf(id);
    return (
      this.#isBefore(key, step.order) ||
      this.#isBefore(`${key}@${collection ?? ''}`, step.order - 1) ||
      (id.target !== undefined && this.#isBefore(rowKey(id.target), step.order)) ||
      // What is read may be looked at afterwards.
      (directusAccessOf(step)?.verb === 'read' && this.#orders.has(rowKey(step)))
    );
  }

  #isBefore(key: string, order: number): boolean {
    return (this.#orders.get(key) ?? Infinity) <= order;
  }

  #scopedRead(step: StepNode): void {
    if (step.readers.length === 0 || step.references.length < 2) return;
    const access = directusAccessOf(step);
    if (access?.verb !== 'read' || !isScoped(step, this.#taint)) return;
    for (const reference of step.references) {
      if (!isItemChoice(reference.text)) continue;
      this.#add(`${keyOf(reference)}@${access.collection ?? ''}`, step.order);
      this.#add(`${keyOf(reference)}@`, step.order);
    }
  }

  #comparisons({ references, value }: TextNode, order: number): void {
    for (let index = 1; index < references.length; index++) {
      const [left, right] = [references[index - 1]!, references[index]!];
      const between = value.slice(left.reference.end, right.reference.start);
      if (!SAME_VALUE.test(between)) continue;
      if (this.#isOfPerson(right)) this.#compared(left, order);
      if (this.#isOfPerson(left)) this.#compared(right, order);
    }
  }

  /** Something of the session that is not the same for everybody. */
  #isOfPerson(reference: ReferenceNode): boolean {
    const { binding } = reference;
    return (binding?.kind === 'context' || binding?.kind === 'user') && (this.#taint.of(reference) & TAINT.own) !== 0;
  }

  #compared(reference: ReferenceNode, order: number): void {
    const { target } = reference;
    this.#add(keyOf(reference), order);
    if (target === undefined || this.#orders.has(rowKey(target))) return;
    this.#add(rowKey(target), order);
    if (directusAccessOf(target)?.verb !== 'read') return;
    for (const each of target.references) if (isItemChoice(each.text)) this.#add(keyOf(each), order);
  }

  #add(key: string, order: number): void {
    if (!this.#orders.has(key)) this.#orders.set(key, order);
  }
}

/** The same for references to the same value. */
function keyOf({ binding, target, fields }: ReferenceNode): string {
  return `${target === undefined ? (binding?.kind ?? '') : target.order}.${fields.join('.')}`;
}

function rowKey({ order }: StepNode): string {
  return `row ${order}`;
}

let latest: { readonly taint: FlowTaint; readonly checks: OwnershipChecks } | undefined;

export function ownershipChecksOf(model: FlowModel, taint: FlowTaint): OwnershipChecks {
  if (latest?.taint !== taint) latest = { taint, checks: new OwnershipChecks(model, taint) };
  return latest.checks;
}
