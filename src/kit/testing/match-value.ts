import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import { matcherOf, type Matcher } from './pattern.ts';
import { showValue, showDifference } from './show-value.ts';
import type { DocumentPath } from './suite.ts';

/** One way in which a value is not what was expected. */
export interface Mismatch {
  /** From the top of the pattern, `$exact` included where it stands. */
  path: DocumentPath;
  /** What follows the path: `expected 3, got 2`. */
  message: string;
  /** Absent where nothing stands in its place. */
  actual?: Json;
}

/**
 * Compares a value with a pattern. Of an object the pattern names the keys that matter; a list has the same length;
 * other values are equal. Matchers say it differently (`MATCHERS`). `undefined` is a value that is not there.
 */
export function matchValue(pattern: Json, actual: Json | undefined, path: DocumentPath = []): Mismatch[] {
  const matcher = matcherOf(pattern);
  if (matcher !== undefined) return matchMatcher(matcher, actual, path);
  if (actual === undefined) return [{ path, message: `expected ${showValue(pattern)}, but it is not there` }];
  if (Array.isArray(pattern) && Array.isArray(actual)) {
    if (pattern.length !== actual.length) {
      return [
        differs(
          path,
          `expected ${entries(pattern.length)}, got ${entries(actual.length)}: ${showValue(actual)}`,
          actual,
        ),
      ];
    }
    return pattern.flatMap((entry, index) => matchValue(entry, actual[index], [...path, index]));
  }
  if (isJsonObject(pattern) && isJsonObject(actual)) {
    return Object.entries(pattern).flatMap(([key, value]) => matchValue(value, own(actual, key), [...path, key]));
  }
  return pattern === actual ? [] : [differs(path, showDifference(pattern, actual), actual)];
}

/** Whether two JSON values are the same; the order of keys does not matter. */
export function isEqual(a: Json | undefined, b: Json | undefined): boolean {
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((entry, index) => isEqual(entry, b[index]));
  }
  if (isJsonObject(a) && isJsonObject(b)) {
    const keys = Object.keys(a);
    return (
      keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && isEqual(a[key], b[key]))
    );
  }
  return a === b;
}

function matchMatcher({ name, argument }: Matcher, actual: Json | undefined, path: DocumentPath): Mismatch[] {
  if (name === '$absent') {
    return actual === undefined ? [] : [differs(path, `expected nothing, got ${showValue(actual)}`, actual)];
  }
  if (name === '$not') {
    if (matchValue(argument, actual).length > 0) return [];
    return [differs(path, `expected anything but ${showValue(argument)}`, actual)];
  }
  if (actual === undefined) return [{ path, message: `expected ${wanted(name, argument)}, but it is not there` }];
  if (name === '$exact') return exactMismatches(argument, actual, [...path, '$exact']);
  return isMatch(name, argument, actual)
    ? []
    : [differs(path, `expected ${wanted(name, argument)}, got ${showValue(actual)}`, actual)];
}

function isMatch(name: Exclude<Matcher['name'], '$absent' | '$not' | '$exact'>, argument: Json, actual: Json): boolean {
  switch (name) {
    case '$any':
      return true;
    case '$type':
      return typeName(actual) === argument;
    case '$match':
      return typeof actual === 'string' && new RegExp(showText(argument), 'u').test(actual);
    case '$length':
      return isLength(argument, lengthOf(actual));
    case '$contains':
      return Array.isArray(actual)
        ? actual.some((entry) => matchValue(argument, entry).length === 0)
        : typeof actual === 'string' && typeof argument === 'string' && actual.includes(argument);
  }
}

function wanted(name: Matcher['name'], argument: Json): string {
  switch (name) {
    case '$type':
      return argument === 'null' ? 'null' : `${argument === 'object' ? 'an' : 'a'} ${showText(argument)}`;
    case '$match':
      return `a text that matches /${showText(argument)}/`;
    case '$contains':
      return `something that contains ${showValue(argument)}`;
    case '$length':
      return isJsonObject(argument)
        ? `a length of ${showText(argument['min'] ?? 0)} to ${showText(argument['max'] ?? 'more')}`
        : `a length of ${showText(argument)}`;
    case '$any':
      return 'any value';
    default:
      return showValue(argument);
  }
}

/** The same as `matchValue` without matchers and without further keys. */
function exactMismatches(expected: Json, actual: Json | undefined, path: DocumentPath): Mismatch[] {
  if (isEqual(expected, actual)) return [];
  if (actual === undefined) return [{ path, message: `expected ${showValue(expected)}, but it is not there` }];
  if (isJsonObject(expected) && isJsonObject(actual)) {
    const extra = Object.keys(actual).filter((key) => !Object.hasOwn(expected, key));
    return [
      ...Object.keys(expected).flatMap((key) => exactMismatches(expected[key]!, own(actual, key), [...path, key])),
      ...extra.map((key) =>
        differs([...path, key], `expected no such key, got ${showValue(actual[key]!)}`, actual[key]),
      ),
    ];
  }
  if (Array.isArray(expected) && Array.isArray(actual) && expected.length === actual.length) {
    return expected.flatMap((entry, index) => exactMismatches(entry, actual[index], [...path, index]));
  }
  return [differs(path, showDifference(expected, actual), actual)];
}

function differs(path: DocumentPath, message: string, actual: Json | undefined): Mismatch {
  return actual === undefined ? { path, message } : { path, message, actual };
}

function own(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** A text without quotes. */
function showText(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function typeName(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'list';
  return typeof value === 'string' ? 'text' : typeof value;
}

function lengthOf(value: Json): number | undefined {
  if (typeof value === 'string') return Array.from(value).length;
  if (Array.isArray(value)) return value.length;
  return isJsonObject(value) ? Object.keys(value).length : undefined;
}

function isLength(argument: Json, length: number | undefined): boolean {
  if (length === undefined) return false;
  if (!isJsonObject(argument)) return length === argument;
  return length >= Number(argument['min'] ?? 0) && length <= Number(argument['max'] ?? Number.POSITIVE_INFINITY);
}

function entries(count: number): string {
  return count === 1 ? '1 entry' : `${count} entries`;
}
