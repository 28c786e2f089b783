import type { FlowModel, ReferenceNode, StepNode } from '../model/index.ts';
import type { ProjectFacts } from '../project-facts.ts';
import type { RuleContext } from '../rule.ts';
import { roomOf } from './closed-values.ts';
import { directusAccessOf, isItemChoice, isNarrowing } from './directus-access.ts';
import { isCredentialField, isSecretOfRow } from './secret-fields.ts';
import { sourceOf, type StepSource } from './step-sources.ts';
import { TAINT, UNTRUSTED } from './taint-bits.ts';
import { isPartOfValue } from './value-flow.ts';

/** Fields of `$context` that are the same for everybody. */
const OF_NOBODY = /^(?:timestamp|now|time|date|today|locale|language|lang|timezone|tz|run_id|trigger|source|env)$/i;

/** What a model's answer says about itself. */
const ABOUT_ANSWER: ReadonlySet<unknown> = new Set(['model', 'created_at', 'done', 'done_reason', 'context']);

/**
 * What each value of a flow is made of. The results of all steps are looked at once, in the order in which they run, when
 * the first question about one of them comes; a flow without untrusted values in places that matter never asks.
 */
export class FlowTaint {
  readonly #model: FlowModel;
  readonly #project: ProjectFacts;
  readonly #sources: StepSource[] = [];
  #latest: ReferenceNode | undefined;
  #latestBits = 0;
  #possible: number | undefined;
  /** By the order of the step; `undefined` until somebody asks. */
  #results: number[] | undefined;
  /** Of results that repeat a setting, by the names of its fields; what fills the whole stands at the empty name. */
  readonly #fields = new Map<StepNode, Map<string, number>>();

  constructor(model: FlowModel, project: ProjectFacts) {
    this.#model = model;
    this.#project = project;
  }

  /** The bits of `TAINT` of what the reference reads. */
  of(reference: ReferenceNode): number {
    // One rule after another asks about the same reference.
    if (reference === this.#latest) return this.#latestBits;
    const bits = this.#of(reference);
    this.#latest = reference;
    this.#latestBits = bits;
    return bits;
  }

  #of(reference: ReferenceNode): number {
    const { binding, fields, target } = reference;
    if (target !== undefined) return this.#ofResult(reference, target);
    switch (binding?.kind) {
      case 'input':
        return this.#narrowed(TAINT.input | TAINT.text, reference);
      case 'context':
        return typeof fields[0] === 'string' && OF_NOBODY.test(fields[0]) ? 0 : TAINT.own;
      case 'user':
        return TAINT.own;
      case 'env':
        return TAINT.secret;
      case 'item':
        return binding.step === undefined ? 0 : this.#ofItems(binding.step);
      default:
        return 0;
    }
  }

  /** Every bit that any value of the flow can have: none of the others has to be looked for. */
  get possible(): number {
    return (this.#possible ??= this.#lookAtSources());
  }

  /** What the result of a step is made of as a whole. */
  ofStep(step: StepNode): number {
    this.#results ??= this.#lookAtSteps();
    return this.#results[step.order] ?? 0;
  }

  /** Where the result of a step comes from, besides its settings. */
  sourceOf(step: StepNode): StepSource {
    return (this.#sources[step.order] ??= sourceOf(step, this.#project));
  }

  /** The references whose values the result, or this part of it, is made of. */
  *feeding(step: StepNode, fields: readonly (string | number)[]): Iterable<ReferenceNode> {
    const { isPassing, mirrors } = this.sourceOf(step);
    if (!isPassing) return;
    for (const reference of step.references) {
      if (isFeeding(reference, mirrors) && (mirrors === undefined || isOfField(reference, fields))) yield reference;
    }
  }

  #ofResult(reference: ReferenceNode, target: StepNode): number {
    const { fields } = reference;
    const all = this.ofStep(target);
    const last = fields.at(-1);
    const secret = isCredentialField(last) && directusAccessOf(target)?.verb === 'read' ? TAINT.secret : 0;
    if (all === 0) return secret;
    let bits = all | secret;
    if ((bits & TAINT.secret) !== 0 && secret === 0 && directusAccessOf(target) !== undefined) {
      if (!isSecretOfRow(fields, target)) bits &= ~TAINT.secret;
    }
    if (fields.length > 0) bits = this.#ofField(bits, reference, target);
    return this.#narrowed(bits, reference);
  }

  #ofField(bits: number, { fields }: ReferenceNode, target: StepNode): number {
    if ((bits & TAINT.answer) !== 0 && target.facts?.taint.source === 'model' && ABOUT_ANSWER.has(fields[0])) return 0;
    const name = fields.find((field) => typeof field === 'string');
    const known = name === undefined ? undefined : this.#fields.get(target);
    return known === undefined ? bits : (known.get(name!) ?? 0) | (known.get('') ?? 0);
  }

  /** Takes away what the type of the value leaves no room for. */
  #narrowed(bits: number, reference: ReferenceNode): number {
    if ((bits & UNTRUSTED) === 0) return bits;
    const room = roomOf(reference, this.#model);
    if (room === 'free') return bits;
    return bits & ~(room === 'closed' ? UNTRUSTED | TAINT.text : TAINT.text);
  }

  #ofItems(loop: StepNode): number {
    let bits = 0;
    for (const reference of loop.references) {
      if (reference.site.setting === 'items') bits |= this.of(reference);
    }
    return bits;
  }

  #lookAtSources(): number {
    let bits = 0;
    for (const step of this.#model.steps) bits |= this.sourceOf(step).bits;
    for (const { binding, target, fields } of this.#model.references) {
      if (target !== undefined) {
        if (isCredentialField(fields.at(-1))) bits |= TAINT.secret;
      } else if (binding?.kind === 'input') bits |= TAINT.input | TAINT.chosen;
      else if (binding?.kind === 'env') bits |= TAINT.secret;
    }
    return (bits & UNTRUSTED) === 0 ? bits : bits | TAINT.chosen;
  }

  #lookAtSteps(): number[] {
    const results: number[] = [];
    this.#results = results;
    for (const step of this.#model.steps) {
      const { bits: own, isPassing, mirrors } = this.sourceOf(step);
      let bits = own;
      if (isPassing && step.references.length > 0) bits |= this.#passedThrough(step, mirrors);
      // A secret in a prompt is a mistake of its own; the answer is not one more.
      if (step.facts?.taint.source === 'model') bits &= ~(TAINT.secret | TAINT.own | TAINT.chosen);
      else if (directusAccessOf(step)?.verb === 'read') bits |= this.#choiceOf(step);
      results[step.order] = bits;
      this.#joinAround(step, bits, results);
    }
    return results;
  }

  #passedThrough(step: StepNode, mirrors: string | undefined): number {
    const fields = mirrors === undefined ? undefined : new Map<string, number>();
    if (fields !== undefined) this.#fields.set(step, fields);
    let joined = 0;
    for (const reference of step.references) {
      if (!isFeeding(reference, mirrors)) continue;
      const bits = this.of(reference);
      joined |= bits;
      const name = fields === undefined ? '' : firstName(reference.text.path, 1);
      fields?.set(name, (fields.get(name) ?? 0) | bits);
    }
    return joined;
  }

  /** Results of inner steps are part of the results of the steps around them. */
  #joinAround(step: StepNode, bits: number, results: number[]): void {
    if (step.list?.path[0] === 'on_error') return;
    for (let around = step.parent; around !== undefined; around = around.parent) {
      const known = results[around.order] ?? 0;
      if ((known | bits) === known) return;
      results[around.order] = known | bits;
      if (around.list?.path[0] === 'on_error') return;
    }
  }

  /** Whose rows a read gives: the person's own, or the ones that somebody untrusted picked. */
  #choiceOf(step: StepNode): number {
    let choice = 0;
    for (const reference of step.references) {
      const bits = this.of(reference) & (UNTRUSTED | TAINT.own | TAINT.chosen);
      if (bits === 0) continue;
      if ((bits & TAINT.own) === 0) {
        if (isItemChoice(reference.text)) choice = TAINT.chosen;
      } else if (isNarrowing(reference.text)) return TAINT.own;
    }
    return choice;
  }
}

/** Whether the value becomes part of the result of its step. */
function isFeeding(reference: ReferenceNode, mirrors: string | undefined): boolean {
  const { kind, setting } = reference.site;
  return kind === 'setting' && (mirrors === undefined || mirrors === setting) && isPartOfValue(reference);
}

function isOfField({ text }: ReferenceNode, fields: readonly (string | number)[]): boolean {
  const name = firstName(fields, 0);
  const written = firstName(text.path, 1);
  return name === '' || written === '' || name === written;
}

/** The first name of a path from there on, indexes passed over; empty when there is none. */
function firstName(path: readonly (string | number)[], from: number): string {
  for (let index = from; index < path.length; index++) {
    const key = path[index];
    if (typeof key === 'string') return key;
  }
  return '';
}

/** The flow that was asked about last: rules ask about one flow at a time. */
let latest: { model: FlowModel; project: ProjectFacts; taint: FlowTaint } | undefined;

/** What the values of the flow are made of. */
export function taintOf({ model, project }: Pick<RuleContext, 'model' | 'project'>): FlowTaint {
  if (latest?.model !== model || latest.project !== project)
    latest = { model, project, taint: new FlowTaint(model, project) };
  return latest.taint;
}

/** The bits of what a reference reads; 0 when none of the wanted ones is among them. */
export function bitsOf(reference: ReferenceNode, context: RuleContext, wanted: number): number {
  const taint = taintOf(context);
  if ((taint.possible & wanted) === 0) return 0;
  const bits = taint.of(reference);
  return (bits & wanted) === 0 ? 0 : bits;
}
