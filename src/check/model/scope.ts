import type { Binding } from './nodes.ts';

interface Entry {
  readonly binding: Binding;
  /** Names are seen by steps of a greater order. */
  readonly from: number;
  /** And not any more from this order on. */
  to: number;
}

/** Names in one list of steps and in the lists around it. It grows while the flow is read; `at` tells what could be seen when. */
export class Scope {
  /** Many lists name nothing. */
  #own: Map<string, Entry> | undefined;
  readonly #around: Scope | undefined;

  constructor(around?: Scope) {
    this.#around = around;
  }

  /** Sees everything here, and nothing here sees what is added to it. */
  inner(): Scope {
    return new Scope(this);
  }

  /** What the name means now. */
  get(name: string): Binding | undefined {
    const entry = this.#own?.get(name);
    if (entry !== undefined && entry.to === Infinity) return entry.binding;
    return this.#around?.get(name);
  }

  /** From now on the name means this to the steps behind `order`; the first binding of a name stays. */
  add(binding: Binding, order: number): void {
    const own = (this.#own ??= new Map());
    const known = own.get(binding.name);
    if (known === undefined || known.to !== Infinity) own.set(binding.name, { binding, from: order, to: Infinity });
  }

  /** The name is not seen any more by steps behind `order`. */
  end(name: string, order: number): void {
    const entry = this.#own?.get(name);
    if (entry !== undefined) entry.to = order;
  }

  /** Sees from now on what the list of `inner` has added, too; with `order`, only steps behind it do. */
  join(inner: Scope, order?: number): void {
    if (inner.#own === undefined) return;
    const own = (this.#own ??= new Map());
    for (const [name, entry] of inner.#own) {
      if (entry.to !== Infinity || own.has(name)) continue;
      own.set(name, order === undefined ? entry : { binding: entry.binding, from: order, to: Infinity });
    }
  }

  /** What a step of that order sees, the outermost first. */
  at(order: number): Binding[] {
    const own: Binding[] = [];
    for (const { binding, from, to } of this.#own?.values() ?? []) if (from < order && order <= to) own.push(binding);
    const around = this.#around?.at(order) ?? [];
    if (around.length === 0 || own.length === 0) return around.length === 0 ? own : around;
    const seen = new Map(around.map((binding) => [binding.name, binding]));
    for (const binding of own) seen.set(binding.name, binding);
    return [...seen.values()];
  }
}
