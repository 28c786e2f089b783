import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import { expectedWords } from './expected-words.ts';
import { fits, fitsConstraints } from './fits.ts';
import { hasReference, plainText } from './has-reference.ts';
import { patternWords } from './pattern-words.ts';
import type { SettingIssue } from './setting-issue.ts';
import type { ObjectShape, Shape } from './shape.ts';

/** A mistake before it has its place in the document. */
export type IssueDraft = Omit<SettingIssue, 'pointer' | 'otherPointer'> & {
  otherPath?: readonly (string | number)[];
};

type Path = readonly (string | number)[];

/** More mistakes than this in one step are not told apart. */
const MOST_ISSUES = 100;

/** What is wrong with a value that does not fit. */
export function findIssues(shape: Shape, value: Json): IssueDraft[] {
  const finder = new IssueFinder();
  finder.look(shape, value, []);
  return finder.drafts;
}

class IssueFinder {
  readonly drafts: IssueDraft[] = [];

  look(shape: Shape, value: Json, path: Path): void {
    if (this.drafts.length >= MOST_ISSUES || fits(shape, value)) return;
    if (shape.kind === 'union') return this.#union(shape.branches, shape, value, path);
    if (shape.kind === 'object' && isJsonObject(value)) return this.#object(shape, value, path);
    if (shape.kind === 'list' && Array.isArray(value)) return this.#list(shape, value, path);
    if (shape.kind === 'named-steps' && isJsonObject(value)) return this.#namedSteps(shape, value, path);
    const expected = outOfBounds(shape, value);
    if (expected === undefined) this.#add('type', shape, value, path, expectedWords(shape));
    else this.#add('value', shape, value, path, expected);
  }

  /** The branches that take this kind of value say what is wrong with it; where none does, all are named. */
  #union(branches: readonly Shape[], union: Shape, value: Json, path: Path): void {
    const near = branches.filter((branch) => takesKindOf(branch, value));
    let best: IssueDraft[] | undefined;
    for (const branch of near) {
      const drafts = findBranchIssues(branch, value, path);
      if (best === undefined || drafts.length < best.length) best = drafts;
    }
    if (best === undefined || (near.length > 1 && best[0]?.path.length === path.length && best[0].kind === 'type')) {
      this.#add('type', union, value, path, expectedWords(union));
      return;
    }
    // One word among other kinds of values: those would do, too.
    const isWord = near.length === 1 && near[0]!.kind === 'choice' && best[0] !== undefined;
    if (isWord) best = [{ ...best[0]!, expected: expectedWords(union) }];
    this.drafts.push(...best.slice(0, MOST_ISSUES - this.drafts.length));
  }

  #object(shape: ObjectShape, value: JsonObject, path: Path): void {
    for (const key of Object.keys(value)) {
      if (this.drafts.length >= MOST_ISSUES) return;
      const property = shape.properties.get(key) ?? shape.rest;
      const keyPath = [...path, key];
      if (property === undefined) {
        const candidates = [...shape.properties.keys()];
        this.drafts.push({
          kind: 'unknown',
          path: keyPath,
          schema: undefined,
          value: value[key],
          expected: '',
          candidates,
        });
      } else if (shape.namePattern !== undefined && !shape.namePattern.test(key)) {
        const expected = patternWords(shape.namePattern.source);
        this.#add('value', property, value[key]!, keyPath, expected, true);
      } else this.look(property, value[key]!, keyPath);
    }
    for (const name of shape.required) {
      if (Object.hasOwn(value, name)) continue;
      const property = shape.properties.get(name);
      this.drafts.push({
        kind: 'missing',
        path: [...path, name],
        schema: property?.schema,
        value: undefined,
        expected: property === undefined ? 'any value' : expectedWords(property),
        candidates: [],
      });
    }
  }

  #list(shape: Extract<Shape, { kind: 'list' }>, value: Json[], path: Path): void {
    if (value.length < shape.least || value.length > shape.most) {
      this.#add('value', shape, value, path, listBounds(shape, value.length));
    }
    for (const [index, item] of value.entries()) {
      if (this.drafts.length >= MOST_ISSUES) return;
      this.look(shape.item, item, [...path, index]);
    }
  }

  #namedSteps(shape: Shape, value: JsonObject, path: Path): void {
    for (const [name, steps] of Object.entries(value)) {
      if (!Array.isArray(steps)) this.#add('type', shape, steps, [...path, name], 'a list of steps');
    }
  }

  #add(kind: 'type' | 'value', shape: Shape, value: Json, path: Path, expected: string, isAboutKey = false): void {
    const candidates = shape.kind === 'choice' ? shape.values.filter((each) => typeof each === 'string') : [];
    const about = isAboutKey ? { isAboutKey: true as const } : {};
    this.drafts.push({ kind, path, schema: shape.schema, value, expected, candidates, ...about });
  }
}

function findBranchIssues(branch: Shape, value: Json, path: Path): IssueDraft[] {
  const finder = new IssueFinder();
  finder.look(branch, value, path);
  return finder.drafts;
}

/** Of a value of the right type that is not allowed: what would be. */
function outOfBounds(shape: Shape, value: Json): string | undefined {
  if (shape.kind === 'choice') {
    return shape.values.some((allowed) => typeof allowed === typeof value) ? expectedWords(shape) : undefined;
  }
  if (shape.kind === 'number' && typeof value === 'number') {
    return shape.isInteger && !Number.isInteger(value) ? undefined : expectedWords(shape);
  }
  return shape.kind === 'text' && typeof value === 'string' ? textBounds(shape, value) : undefined;
}

function textBounds(shape: Extract<Shape, { kind: 'text' }>, text: string): string {
  const { length } = plainText(text);
  if (length < shape.minLength) return `a text of at least ${count(shape.minLength, 'character')}`;
  if (length > shape.maxLength) return `a text of at most ${count(shape.maxLength, 'character')}`;
  return patternWords(shape.pattern?.source ?? '');
}

function listBounds(shape: Extract<Shape, { kind: 'list' }>, length: number): string {
  return length < shape.least
    ? `a list of at least ${count(shape.least, 'entry', 'entries')}`
    : `a list of at most ${count(shape.most, 'entry', 'entries')}`;
}

function takesKindOf(shape: Shape, value: Json): boolean {
  if (typeof value === 'string') {
    const isText = shape.kind === 'text' && !fitsConstraints(shape, value) && !hasReference(value);
    return isText || (shape.kind === 'choice' && shape.values.some((each) => typeof each === 'string'));
  }
  if (typeof value === 'number') return shape.kind === 'number' && (!shape.isInteger || Number.isInteger(value));
  if (Array.isArray(value)) return shape.kind === 'list';
  return shape.kind === 'object' && isJsonObject(value);
}

function count(amount: number, unit: string, units = `${unit}s`): string {
  return amount === 1 ? `one ${unit}` : `${amount} ${units}`;
}
