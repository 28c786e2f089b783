/** What the function of a flow is given; a result of such a name gets another variable. */
const TAKEN = ['input', 'context', 'user', 'env', 'step', 'loop', 'always', 't', 'expr', 'ref', 'at', 'defineFlow'];

/** Words that are no names in TypeScript. */
const WORDS =
  'arguments async await break case catch class const continue debugger default delete do else enum eval export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof undefined var void while with yield'.split(
    ' ',
  );

const UNUSABLE: ReadonlySet<string> = new Set([...TAKEN, ...WORDS]);

/** Which names can be read where, as variables of the code. */
export class NameScope {
  readonly #parent: NameScope | undefined;
  readonly #variables = new Map<string, NamedValue>();

  constructor(parent?: NameScope) {
    this.#parent = parent;
  }

  declare(name: string, value: NamedValue): void {
    this.#variables.set(name, value);
  }

  find(name: string): NamedValue | undefined {
    return this.#variables.get(name) ?? this.#parent?.find(name);
  }
}

export interface NamedValue {
  /** In the code. */
  readonly variable: string;
  /** The JSON Schema of the value; `undefined`: open. */
  readonly schema: unknown;
}

/** The variable for a result. */
export function variableOf(name: string): string {
  return UNUSABLE.has(name) ? `${name}Result` : name;
}
