import { isJsonObject, type Json } from '../json.ts';
import { didYouMean, nearestName } from '../nearest-name.ts';
import { ReferenceProblem } from './expression-errors.ts';
import { formatPath, type ReferencePath } from './reference-path.ts';
import type { Scope } from './scope.ts';

const LISTED_NAMES = 8;

/**
 * Reads the value that a path names; only own properties are reachable.
 * Returns `undefined` where an optional property is absent. Throws `REFERENCE_MISSING` where anything else is.
 */
export function resolvePath(reference: ReferencePath, scope: Scope): Json | undefined {
  const { root, path } = reference;
  let value = scope.get(root);
  if (value === undefined) throw unknownRoot(reference, scope);
  for (let index = 0; index < path.length; index++) {
    const next = readPart(value, path[index]!, index === 0 && root === 'steps');
    if (next === undefined) {
      if (index === 0 && isAbsent(value, path[0]!) && scope.isOptional(root, String(path[0]))) return undefined;
      throw missingPart(reference, index, value);
    }
    value = next;
  }
  return value;
}

/** Whether the last property of a path is there; `false` also where something before it is not. */
export function isPathPresent({ root, path }: ReferencePath, scope: Scope): boolean {
  let value = scope.get(root);
  for (let index = 0; index < path.length && value !== undefined; index++) {
    value = readPart(value, path[index]!, index === 0 && root === 'steps');
  }
  return value !== undefined;
}

/** A field of a list is that of its only row; the list of all steps has no rows. */
function readPart(value: Json, part: string | number, isStepList: boolean): Json | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (typeof part === 'number') return Array.isArray(value) ? value[part] : undefined;
  const holder = Array.isArray(value) && value.length === 1 && !isStepList ? value[0]! : value;
  return isJsonObject(holder) && Object.hasOwn(holder, part) ? holder[part] : undefined;
}

function isAbsent(value: Json, part: string | number): boolean {
  return typeof part === 'string' && isJsonObject(value);
}

function unknownRoot({ text, root }: ReferencePath, scope: Scope): ReferenceProblem {
  const names = [...new Set(scope.names())];
  const near = didYouMean(root, names);
  const detail = 'Results of steps can be read behind the step that has that "result_key" or "name".';
  return new ReferenceProblem(text, `there is no "${root}" here; there is ${listOf(names)}${near}`, {
    detail,
    data: { root, available: names },
  });
}

function missingPart(reference: ReferencePath, index: number, value: Json): ReferenceProblem {
  const { text, root, path } = reference;
  const name = formatPath(root, path.slice(0, index));
  const part = path[index]!;
  const data = { root, at: name, missing: part };
  if (Array.isArray(value)) return missingInList(reference, index, value.length);
  if (!isJsonObject(value)) {
    const what = value === null ? 'null' : typeof value === 'string' ? 'text' : `the value ${String(value)}`;
    const has = typeof part === 'number' ? `no entry ${part}` : `no field "${part}"`;
    const detail =
      value === null ? 'A step that was skipped, or failed with "on_error": "continue", has the result null.' : '';
    return new ReferenceProblem(text, `${name} is ${what} and has ${has}`, detail === '' ? { data } : { data, detail });
  }
  const fields = Object.keys(value);
  if (typeof part === 'number') {
    return new ReferenceProblem(text, `${name} is an object, not a list; leave out [${part}]`, { data });
  }
  const there = fields.length === 0 ? 'it is empty' : `it has ${listOf(fields)}`;
  const near = nearestName(part, fields);
  return new ReferenceProblem(text, `${name} has no field "${part}"; ${there}`, {
    data: { ...data, available: fields },
    ...(near === undefined ? {} : { detail: `Did you mean "${near}"?` }),
  });
}

function missingInList({ text, root, path }: ReferencePath, index: number, length: number): ReferenceProblem {
  const name = formatPath(root, path.slice(0, index));
  const part = path[index]!;
  const rows = `${length} ${length === 1 ? 'row' : 'rows'}`;
  const data = { root, at: name, missing: part, length };
  if (typeof part === 'number') {
    return new ReferenceProblem(text, `${name} is a list of ${rows} and has no entry ${part}`, {
      data,
      detail: 'Entries count from 0.',
    });
  }
  if (length === 0)
    return new ReferenceProblem(text, `${name} is an empty list; no row has a field "${part}"`, { data });
  const written = formatPath(root, [...path.slice(0, index), 0, ...path.slice(index)]);
  if (length === 1 && root !== 'steps') {
    return new ReferenceProblem(text, `the only row of ${name} has no field "${part}"`, { data });
  }
  return new ReferenceProblem(text, `${name} is a list of ${rows}; write $${written}`, { data });
}

function listOf(names: readonly string[]): string {
  const more = names.length - LISTED_NAMES;
  return names.slice(0, LISTED_NAMES).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
