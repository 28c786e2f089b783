/** Where steps stand, and which names of its own it has: results made in one that is closed are not seen outside. */
export class StepScope {
  readonly parent: StepScope | undefined;
  /** As a person calls it: `the loop "rounds"`. */
  readonly title: string;
  /** Whether results made inside stay inside. */
  readonly isClosed: boolean;
  /** Names such as `item` and `index`, which hide those of the scopes around. */
  readonly locals: ReadonlySet<string>;

  constructor(parent: StepScope | undefined, title: string, isClosed: boolean, locals: readonly string[] = []) {
    this.parent = parent;
    this.title = title;
    this.isClosed = isClosed;
    this.locals = new Set(locals);
  }

  /** The scope in which a result made here can be read. */
  get owner(): StepScope {
    return this.isClosed || this.parent === undefined ? this : this.parent.owner;
  }

  isInside(scope: StepScope): boolean {
    return this === scope || (this.parent?.isInside(scope) ?? false);
  }

  /** The scope between this one and `owner` that has the name itself. */
  hiding(name: string, owner: StepScope): StepScope | undefined {
    if (this === owner) return undefined;
    return this.locals.has(name) ? this : this.parent?.hiding(name, owner);
  }
}
