import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import { expectedWords } from './expected-words.ts';
import { fits, fitsConstraints } from './fits.ts';
import { hasReference } from './has-reference.ts';
import type { SettingIssue } from './setting-issue.ts';
import type { ObjectShape, Shape } from './shape.ts';
import { textViolation, violationOf, type Violation } from './violation.ts';

/** A mistake before it has its place in the document. */
export type IssueDraft = Omit<SettingIssue, 'pointer' | 'otherPointer'> & {
  otherPath?: readonly (string | number)[];
};

type Path = readonly (string | number)[];

/** More mistakes than this in one step are not told apart. */
const MOST_ISSUES = 100;

const STEPS: Shape = { kind: 'steps', schema: { type: 'array' } };

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
    if (shape.kind === 'named-steps' && isJsonObject(value)) return this.#namedSteps(value, path);
    const violation = violationOf(shape, value);
    if (violation === undefined) this.#add('type', shape, value, path, { expected: expectedWords(shape) });
    else this.#add('value', shape, value, path, violation);
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
      this.#add('type', union, value, path, { expected: expectedWords(union) });
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
      } else if (shape.names !== undefined && !fitsConstraints(shape.names, key)) {
        this.#add('value', property, value[key]!, keyPath, textViolation(shape.names, key), true);
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
    const violation = violationOf(shape, value);
    if (violation !== undefined) this.#add('value', shape, value, path, violation);
    for (const [index, item] of value.entries()) {
      if (this.drafts.length >= MOST_ISSUES) return;
      this.look(shape.item, item, [...path, index]);
    }
  }

  #namedSteps(value: JsonObject, path: Path): void {
    for (const [name, steps] of Object.entries(value)) this.look(STEPS, steps, [...path, name]);
  }

  #add(kind: 'type' | 'value', shape: Shape, value: Json, path: Path, violation: Violation, isAboutKey = false): void {
    const candidates = shape.kind === 'choice' ? shape.values.filter((each) => typeof each === 'string') : [];
    const about = isAboutKey ? { isAboutKey: true as const } : {};
    this.drafts.push({ kind, path, schema: shape.schema, value, candidates, ...violation, ...about });
  }
}

function findBranchIssues(branch: Shape, value: Json, path: Path): IssueDraft[] {
  const finder = new IssueFinder();
  finder.look(branch, value, path);
  return finder.drafts;
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
