/**
 * Reads a GBNF grammar and says whether it takes a text: written for the tests, from the description of the format and
 * apart from the code that writes grammars. Every way of matching is followed, so an ambiguous grammar is no problem.
 */
export type Expression =
  | { kind: 'choice'; options: Expression[] }
  | { kind: 'sequence'; parts: Expression[] }
  | { kind: 'repeat'; of: Expression; least: number; most: number }
  | { kind: 'letters'; isNegated: boolean; ranges: [number, number][] }
  | { kind: 'rule'; name: string };

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  choice(): Expression {
    const options = [this.#sequence()];
    while (this.#take('|')) options.push(this.#sequence());
    return { kind: 'choice', options };
  }

  end(): void {
    this.#skip();
    if (this.#at < this.#text.length) throw new Error(`unexpected ${this.#text.slice(this.#at, this.#at + 20)}`);
  }

  #skip(): void {
    while (this.#text[this.#at] === ' ') this.#at++;
  }

  #take(mark: string): boolean {
    this.#skip();
    if (this.#text[this.#at] !== mark) return false;
    this.#at++;
    return true;
  }

  #sequence(): Expression {
    const parts: Expression[] = [];
    for (;;) {
      const part = this.#atom();
      if (part === undefined) return { kind: 'sequence', parts };
      parts.push(this.#repeated(part));
    }
  }

  #atom(): Expression | undefined {
    if (this.#take('(')) {
      const inner = this.choice();
      if (!this.#take(')')) throw new Error('a bracket is open');
      return inner;
    }
    if (this.#take('"')) {
      const parts: Expression[] = [];
      while (this.#text[this.#at] !== '"') {
        const code = this.#letter();
        parts.push({ kind: 'letters', isNegated: false, ranges: [[code, code]] });
      }
      this.#at++;
      return { kind: 'sequence', parts };
    }
    if (this.#take('[')) return this.#letters();
    const [name] = /^[A-Za-z0-9-]+/.exec(this.#text.slice(this.#at)) ?? [];
    if (name === undefined) return undefined;
    this.#at += name.length;
    return { kind: 'rule', name };
  }

  #letters(): Expression {
    const isNegated = this.#text[this.#at] === '^';
    if (isNegated) this.#at++;
    const ranges: [number, number][] = [];
    while (this.#text[this.#at] !== ']') {
      const from = this.#letter();
      const isRange = this.#text[this.#at] === '-' && this.#text[this.#at + 1] !== ']';
      if (isRange) this.#at++;
      ranges.push([from, isRange ? this.#letter() : from]);
    }
    this.#at++;
    return { kind: 'letters', isNegated, ranges };
  }

  #letter(): number {
    const code = this.#text.codePointAt(this.#at)!;
    this.#at += code > 0xffff ? 2 : 1;
    if (code !== 0x5c) return code;
    const mark = this.#text[this.#at++]!;
    const digits = { x: 2, u: 4, U: 8 }[mark];
    if (digits === undefined) return (ESCAPES[mark] ?? mark).codePointAt(0)!;
    this.#at += digits;
    return Number.parseInt(this.#text.slice(this.#at - digits, this.#at), 16);
  }

  #repeated(of: Expression): Expression {
    if (this.#text[this.#at] === '?') return this.#counted(of, 1, 0, 1);
    if (this.#text[this.#at] === '*') return this.#counted(of, 1, 0, Infinity);
    if (this.#text[this.#at] === '+') return this.#counted(of, 1, 1, Infinity);
    const limits = /^\{(\d+)(,?)(\d*)\}/.exec(this.#text.slice(this.#at));
    if (limits === null) return of;
    const least = Number(limits[1]);
    const most = limits[2] === '' ? least : limits[3] === '' ? Infinity : Number(limits[3]);
    return this.#counted(of, limits[0].length, least, most);
  }

  #counted(of: Expression, length: number, least: number, most: number): Expression {
    this.#at += length;
    return { kind: 'repeat', of, least, most };
  }
}

/** The rules by name. Throws when the grammar cannot be read or names a rule that is not there. */
export function readGbnf(grammar: string): Map<string, Expression> {
  const rules = new Map<string, Expression>();
  for (const line of grammar.trimEnd().split('\n')) {
    const [, name, body] = /^([A-Za-z0-9-]+) ::= (.*)$/.exec(line) ?? [];
    if (name === undefined || rules.has(name)) throw new Error(`not a rule: ${line}`);
    const reader = new Reader(body!);
    rules.set(name, reader.choice());
    reader.end();
  }
  for (const [, name] of grammar
    .replaceAll(/"(?:\\.|[^"\\])*"|\[(?:\\.|[^\]\\])*\]/g, ' ')
    .matchAll(/(?<![{,\d])\b([a-z][A-Za-z0-9-]*)/g)) {
    if (!rules.has(name!)) throw new Error(`there is no rule ${name}`);
  }
  return rules;
}

export function gbnfMatcher(grammar: string): (text: string) => boolean {
  const rules = readGbnf(grammar);
  return (text) => {
    const codes = Array.from(text, (letter) => letter.codePointAt(0)!);
    return new Matching(rules, codes).endsOf({ kind: 'rule', name: 'root' }, 0).has(codes.length);
  };
}

class Matching {
  readonly #rules: ReadonlyMap<string, Expression>;
  readonly #codes: readonly number[];
  readonly #known = new Map<string, Set<number>>();

  constructor(rules: ReadonlyMap<string, Expression>, codes: readonly number[]) {
    this.#rules = rules;
    this.#codes = codes;
  }

  /** Where a match that starts at `start` can end. */
  endsOf(expression: Expression, start: number): Set<number> {
    switch (expression.kind) {
      case 'letters': {
        const code = this.#codes[start];
        if (code === undefined) return new Set();
        const isIn = expression.ranges.some(([from, to]) => code >= from && code <= to);
        return new Set(isIn === expression.isNegated ? [] : [start + 1]);
      }
      case 'choice':
        return new Set(expression.options.flatMap((option) => [...this.endsOf(option, start)]));
      case 'sequence': {
        let ends = new Set([start]);
        for (const part of expression.parts) ends = this.#endsOfAll(part, ends);
        return ends;
      }
      case 'repeat':
        return this.#repeat(expression.of, expression.least, expression.most, start);
      case 'rule': {
        const key = `${expression.name} ${start}`;
        const known = this.#known.get(key);
        if (known !== undefined) return known;
        const ends = this.endsOf(this.#rules.get(expression.name)!, start);
        this.#known.set(key, ends);
        return ends;
      }
    }
  }

  #endsOfAll(expression: Expression, starts: Iterable<number>): Set<number> {
    const ends = new Set<number>();
    for (const start of starts) for (const end of this.endsOf(expression, start)) ends.add(end);
    return ends;
  }

  #repeat(of: Expression, least: number, most: number, start: number): Set<number> {
    const ends = new Set<number>(least === 0 ? [start] : []);
    let current = new Set([start]);
    for (let count = 1; count <= most && current.size > 0; count++) {
      current = this.#endsOfAll(of, current);
      if (count > least) current = current.difference(ends);
      if (count >= least) for (const end of current) ends.add(end);
    }
    return ends;
  }
}
