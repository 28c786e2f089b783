import type { FlowModel, ReferenceNode, StepNode } from '../model/index.ts';
import { schemaOf } from './closed-values.ts';
import type { FlowTaint } from './flow-taint.ts';
import { isPartOfValue } from './value-flow.ts';

/** A scheme and a host with something behind it that ends the host. */
const FIXED_HOST = /^\s*[a-z][a-z0-9+.-]*:\/\/[^/?#\\\s]+[/?#\\]/i;

/** A reference that holds everything up to the host, and something behind it that ends the host. */
const BASE_AND_PATH = /^\s*(?:\$|\{\{)[^/?#\\]*[/?#\\]/;

/** In an expression, a text with a whole host is what everything else is put behind. */
const QUOTED_HOST = /^[\s({]*['"][a-z][a-z0-9+.-]*:\/\/[^/?#\\'"\s]+[/?#\\]/i;

/** A pattern of a parameter that holds for addresses of one domain only: `^https://([a-z]+\.)?example\.com/`. */
const PATTERN_WITH_HOST = /^\^https?\??:(?:\\?\/){2}(?:\([^()|]*\)\?)*[\w-]+(?:\\?\.[\w-]+)+(?:\\?\/|\[\/)[^|]*$/;

/** References that are followed through "transform" steps, in all, for one address. */
const MAX_FOLLOWED = 50;

/** A host is made of a few parts at most, and stands at the beginning. */
const MAX_PARTS = 5;
const MAX_HOST_LENGTH = 1000;

/**
 * The bits of what decides the host of an address, when the reference stands in the text of one: none for what comes
 * behind a host and its slash.
 */
export function hostTaintOf(reference: ReferenceNode, model: FlowModel, taint: FlowTaint): number {
  const parts = reference.text.references.slice(0, MAX_PARTS);
  return parts.includes(reference) ? new HostSearch(model, taint).of(reference) : 0;
}

class HostSearch {
  readonly #model: FlowModel;
  readonly #taint: FlowTaint;
  #left = MAX_FOLLOWED;

  constructor(model: FlowModel, taint: FlowTaint) {
    this.#model = model;
    this.#taint = taint;
  }

  of(reference: ReferenceNode): number {
    const { text, reference: written, target } = reference;
    if (!isPartOfValue(reference) || isBehindHost(text.value, written)) return 0;
    const bits = this.#taint.of(reference);
    if (bits === 0) return 0;
    if (target?.step.type === 'transform') return this.#made(target, reference.fields, bits);
    const pattern = schemaOf(reference, this.#model)?.['pattern'];
    return typeof pattern === 'string' && PATTERN_WITH_HOST.test(pattern) ? 0 : bits;
  }

  #made(step: StepNode, fields: ReferenceNode['fields'], all: number): number {
    let bits = 0;
    for (const reference of this.#taint.feeding(step, fields)) {
      if (this.#left-- <= 0) return all;
      bits |= this.of(reference);
    }
    return bits;
  }
}

function isBehindHost(value: string, { start, isInExpression }: ReferenceNode['reference']): boolean {
  const before = value.slice(0, Math.min(start, MAX_HOST_LENGTH));
  if (FIXED_HOST.test(before)) return true;
  if (isInExpression) {
    return QUOTED_HOST.test(before.slice(Math.max(0, before.lastIndexOf('{{'))));
  }
  return start > 0 && BASE_AND_PATH.test(before);
}
