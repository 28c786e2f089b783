import {
  ANY,
  FORBIDDEN_KEYS,
  NEVER,
  type ListShape,
  type Member,
  type ObjectShape,
  type Shape,
  type ShapeDocument,
  type TextShape,
} from '../shape.ts';
import { MAX_FREE_DEPTH } from './free-values.ts';
import { keyExcept } from './key-rules.ts';
import { numberBody } from './number-rules.ts';
import { literal, type RuleBook } from './rule-book.ts';
import { counted, letter, textBody } from './text-rules.ts';

/** Parameters nest at most this deep: an interceptor refuses what nests deeper than 32. */
const MAX_DEPTH = 24;

const GAP = '" "?';

/** Writes the rules of one flow's parameters. A method returns what stands for the shape in another rule's body. */
export class ShapeRules {
  readonly #book: RuleBook;
  readonly #document: ShapeDocument;
  readonly #references = new Map<string, string | undefined>();

  constructor(book: RuleBook, document: ShapeDocument) {
    this.#book = book;
    this.#document = document;
  }

  /** `undefined` when nothing can satisfy the shape. */
  write(shape: Shape, hint: string, depth = MAX_DEPTH): string | undefined {
    switch (shape.kind) {
      case 'never':
        return undefined;
      case 'any':
        return this.#free(Math.min(depth, MAX_FREE_DEPTH));
      case 'values':
        return this.#book.add(hint, shape.values.map((value) => literal(JSON.stringify(value))).join(' | '));
      case 'text':
        return this.#book.add(textHint(shape, hint), `"\\"" ${textBody(shape, this.#book)} "\\""`);
      case 'number':
        return this.#named(hint, numberBody(shape));
      case 'list':
        return this.#list(shape, hint, depth);
      case 'object':
        return this.#object(shape, hint, depth);
      case 'choice':
        return this.#choice(shape.options, hint, depth);
      case 'reference':
        return this.#reference(shape.pointer, hint, depth);
    }
  }

  #named(hint: string, body: string | undefined): string | undefined {
    return body === undefined ? undefined : this.#book.add(hint, body);
  }

  #choice(options: readonly Shape[], hint: string, depth: number): string | undefined {
    const names = options.map((option) => this.write(option, hint, depth)).filter((name) => name !== undefined);
    return names.length === 0 ? undefined : this.#book.add(hint, [...new Set(names)].join(' | '));
  }

  /** A definition that contains itself becomes a rule for each level, and ends at the last. */
  #reference(pointer: string, hint: string, depth: number): string | undefined {
    const key = `${depth} ${pointer}`;
    if (!this.#references.has(key)) {
      this.#references.set(key, undefined);
      this.#references.set(
        key,
        this.write(this.#document.definitions.get(pointer) ?? NEVER, `${hint}-${depth}`, depth),
      );
    }
    return this.#references.get(key);
  }

  #list({ first, rest, minItems, maxItems }: ListShape, hint: string, depth: number): string | undefined {
    if (depth <= 0) return undefined;
    const heads = first.map((item, index) => this.write(item, `${hint}-${index + 1}`, depth - 1));
    if (heads.includes(undefined) || (maxItems !== undefined && maxItems < Math.max(minItems, heads.length)))
      return undefined;
    const item = maxItems === heads.length ? undefined : this.write(rest, `${hint}-item`, depth - 1);
    const following = item === undefined ? '' : `("," ${GAP} ${item})`;
    if (item === undefined && minItems > heads.length) return undefined;
    const least = minItems - Math.max(heads.length, 1);
    const most = maxItems === undefined ? undefined : maxItems - Math.max(heads.length, 1);
    const more = following === '' ? '' : ` ${following}${counted(least, most)}`;
    if (heads.length > 0) return this.#book.add(hint, `"[" ${heads.join(` "," ${GAP} `)}${more} "]"`);
    if (item === undefined) return this.#book.add(hint, '"[]"');
    return this.#book.add(hint, minItems > 0 ? `"[" ${item}${more} "]"` : `"[" (${item}${more})? "]"`);
  }

  #object({ members, others }: ObjectShape, hint: string, depth: number): string | undefined {
    if (depth <= 0) return undefined;
    const written: { spelling: string; isRequired: boolean }[] = [];
    for (const member of members) {
      const spelling = this.#member(member, hint, depth);
      if (spelling !== undefined) written.push({ spelling, isRequired: member.isRequired });
      else if (member.isRequired) return undefined;
    }
    const free = this.#freeMember(members, others, hint, depth);
    // From behind: what may follow once a member stands before it.
    let following = free === undefined ? '' : `("," ${GAP} ${free})*`;
    const starts: string[] = free === undefined ? [] : [`${free} ${following}`];
    let isEmptyAllowed = true;
    for (const { spelling, isRequired } of written.toReversed()) {
      const rest = following === '' ? '' : ` ${this.#book.add(`${hint}-more`, following)}`;
      if (isRequired) starts.length = 0;
      starts.unshift(`${spelling}${rest}`);
      isEmptyAllowed &&= !isRequired;
      following = isRequired ? `"," ${GAP} ${spelling}${rest}` : `("," ${GAP} ${spelling})?${rest}`;
    }
    if (starts.length === 0) return this.#book.add('empty-object', '"{}"');
    return this.#book.add(hint, `"{" (${starts.join(' | ')})${isEmptyAllowed ? '?' : ''} "}"`);
  }

  #member({ name, shape }: Member, hint: string, depth: number): string | undefined {
    const value = this.write(shape, `${hint}-${name}`, depth - 1);
    return value === undefined ? undefined : `${literal(`${JSON.stringify(name)}:`)} ${GAP} ${value}`;
  }

  #freeMember(members: readonly Member[], others: Shape, hint: string, depth: number): string | undefined {
    const value = this.write(others, `${hint}-other`, depth - 1);
    if (value === undefined) return undefined;
    const key = this.#book.add(
      members.length === 0 ? 'key' : `${hint}-key`,
      keyExcept([...FORBIDDEN_KEYS, ...members.map(({ name }) => name)]),
    );
    return `${key} ":" ${GAP} ${value}`;
  }

  /** Any value, at the last level without lists and objects. */
  #free(depth: number): string {
    const number = this.write({ kind: 'number', isInteger: false, minimum: undefined, maximum: undefined }, 'number')!;
    const plain = this.#book.add(
      'plain-value',
      `"\\"" ${letter(this.#book)}* "\\"" | ${number} | "true" | "false" | "null"`,
    );
    if (depth <= 0) return plain;
    const object = this.#object({ kind: 'object', members: [], others: ANY }, `object-${depth}`, depth)!;
    const list = this.#list(
      { kind: 'list', first: [], rest: ANY, minItems: 0, maxItems: undefined },
      `list-${depth}`,
      depth,
    )!;
    return this.#book.add(`value-${depth}`, `${plain} | ${object} | ${list}`);
  }
}

/** Texts of no particular form are shared by all flows, so their rules are not named after one. */
function textHint({ minLength, maxLength, format, prefix }: TextShape, hint: string): string {
  return format === undefined && prefix === '' ? `text-${minLength}-${maxLength ?? 'any'}` : hint;
}
