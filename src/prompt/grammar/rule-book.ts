/** The rules of one grammar: each body once, under a name of its own. */
export class RuleBook {
  readonly #bodies = new Map<string, string>();
  readonly #names = new Map<string, string>();
  readonly #counts = new Map<string, number>();

  /** The name under which the body stands; a body that is already there keeps its first name. */
  add(hint: string, body: string): string {
    const known = this.#names.get(body);
    if (known !== undefined) return known;
    const name = this.reserve(hint);
    this.define(name, body);
    return name;
  }

  /** A name for a rule whose body refers to itself and is defined later. llama.cpp takes letters, digits and `-`. */
  reserve(hint: string): string {
    const base =
      hint
        .replaceAll(/[^A-Za-z0-9]+/g, '-')
        .replaceAll(/^-+|-+$/g, '')
        .slice(0, 60) || 'rule';
    let name = base;
    for (let count = (this.#counts.get(base) ?? 1) + 1; this.#bodies.has(name); count++) {
      name = `${base}-${count}`;
      this.#counts.set(base, count);
    }
    this.#bodies.set(name, '');
    return name;
  }

  define(name: string, body: string): void {
    this.#bodies.set(name, body);
    if (!this.#names.has(body)) this.#names.set(body, name);
  }

  toString(): string {
    return [...this.#bodies].map(([name, body]) => `${name} ::= ${body}\n`).join('');
  }
}

/** A text as GBNF spells it. */
export function literal(text: string): string {
  return `"${text.replaceAll(/["\\]/g, (letter) => `\\${letter}`)}"`;
}

/** One letter inside `[…]`. */
export function inClass(letter: string): string {
  if (/[A-Za-z0-9_]/.test(letter)) return letter;
  const code = letter.codePointAt(0)!;
  return code < 0x80 ? `\\x${code.toString(16).toUpperCase().padStart(2, '0')}` : letter;
}
