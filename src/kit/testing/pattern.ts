import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import { didYouMean } from '../../nearest-name.ts';
import type { DocumentPath } from './suite.ts';

/** Objects with one of these keys, and only that, are matchers. */
export const MATCHERS = ['$any', '$absent', '$exact', '$type', '$match', '$contains', '$length', '$not'] as const;

export type MatcherName = (typeof MATCHERS)[number];

export const TYPE_NAMES = ['text', 'number', 'boolean', 'object', 'list', 'null'] as const;

export interface Matcher {
  name: MatcherName;
  argument: Json;
}

/** The matcher that a part of a pattern is: `{ $match: "^a" }`, or one of the texts `$any` and `$absent`. */
export function matcherOf(pattern: Json): Matcher | undefined {
  if (pattern === '$any' || pattern === '$absent') return { name: pattern, argument: true };
  if (!isJsonObject(pattern)) return undefined;
  const [name, second] = Object.keys(pattern);
  if (name === undefined || second !== undefined || !isMatcherName(name)) return undefined;
  return { name, argument: pattern[name]! };
}

/** What is wrong with the matchers of a pattern; empty: it can be used. */
export function patternProblems(
  pattern: Json,
  path: DocumentPath = [],
): Array<{ path: DocumentPath; message: string }> {
  if (Array.isArray(pattern)) return pattern.flatMap((entry, index) => patternProblems(entry, [...path, index]));
  if (!isJsonObject(pattern)) return [];
  const keys = Object.keys(pattern);
  const key = keys.find((name) => name.startsWith('$'));
  if (key === undefined) return keys.flatMap((name) => patternProblems(pattern[name]!, [...path, name]));
  const at = [...path, key];
  if (!isMatcherName(key)) {
    const hint = didYouMean(key, MATCHERS) || `; known are ${MATCHERS.join(', ')}`;
    return [{ path: at, message: `unknown matcher "${key}"${hint}; write a value that has this key under "$exact"` }];
  }
  if (keys.length > 1) return [{ path: at, message: `"${key}" is a matcher and stands alone` }];
  const message = argumentProblem(key, pattern[key]!);
  if (message !== undefined) return [{ path: at, message }];
  return key === '$contains' || key === '$not' ? patternProblems(pattern[key]!, at) : [];
}

function isMatcherName(name: string): name is MatcherName {
  return (MATCHERS as readonly string[]).includes(name);
}

function argumentProblem(name: MatcherName, argument: Json): string | undefined {
  switch (name) {
    case '$any':
    case '$absent':
      return argument === true ? undefined : `"${name}" must be true`;
    case '$type':
      return (TYPE_NAMES as readonly Json[]).includes(argument)
        ? undefined
        : `"$type" must be one of ${TYPE_NAMES.join(', ')}`;
    case '$match':
      return regexProblem(argument);
    case '$length':
      return isCount(argument) || (isJsonObject(argument) && isRange(argument))
        ? undefined
        : '"$length" must be a number, or an object with "min", "max" or both';
    case '$contains':
    case '$exact':
    case '$not':
      return undefined;
  }
}

function regexProblem(argument: Json): string | undefined {
  if (typeof argument !== 'string') return '"$match" must be a regular expression in a text';
  try {
    return RegExp(argument, 'u') && undefined;
  } catch (thrown) {
    return `"$match": ${(thrown as Error).message}`;
  }
}

function isRange(argument: JsonObject): boolean {
  const keys = Object.keys(argument);
  return keys.length > 0 && keys.every((key) => (key === 'min' || key === 'max') && isCount(argument[key]));
}

function isCount(value: Json | undefined): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}
