import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { isWrittenOpen } from '../step/setting-problem.ts';
import type { SettingProblem } from '../step.ts';

export const TRANSFORM_WAYS = ['jsonpath', 'expression', 'template'] as const;

/** Deeper than this the shape of a template is left open. */
const MAX_DEPTH = 8;

/** Exactly one way to make the value, and an input where that way needs one. */
export function transformProblems(config: JsonObject): SettingProblem[] {
  const { input } = config;
  const [way, other] = TRANSFORM_WAYS.filter((name) => config[name] !== undefined);
  const message = `needs exactly one of ${TRANSFORM_WAYS.join(', ')}`;
  if (way === undefined) return [{ kind: 'missing', path: [], message }];
  if (other !== undefined) return [{ kind: 'conflict', path: [other], otherPath: [way], message }];
  if (way === 'jsonpath' && input === undefined) {
    return [{ kind: 'missing', path: ['input'], message: 'is required for "jsonpath"' }];
  }
  if (way === 'template' && input !== undefined) {
    return [{ kind: 'conflict', path: ['input'], otherPath: ['template'], message: 'has no meaning for "template"' }];
  }
  return [];
}

/** What a path to several places finds is a list; a template has the shape that it is written in. */
export function transformType({ jsonpath, template }: JsonObject): JsonObject | undefined {
  if (typeof jsonpath === 'string')
    return template === undefined && findsSeveral(jsonpath) ? { type: 'array' } : undefined;
  return template === undefined ? undefined : shapeOf(template, MAX_DEPTH);
}

/** In doubt no: a quoted name may hold any of these signs. */
function findsSeveral(path: string): boolean {
  return !/["']/.test(path) && /\*|\.\.|\[\?|:/.test(path);
}

function shapeOf(template: Json, depth: number): JsonObject {
  if (depth === 0 || isWrittenOpen(template) || template === null) return {};
  if (Array.isArray(template)) return { type: 'array' };
  if (!isJsonObject(template)) return { type: typeof template };
  const fields = Object.entries(template).map(([name, value]) => [name, shapeOf(value, depth - 1)]);
  return {
    type: 'object',
    properties: Object.fromEntries(fields) as JsonObject,
    required: Object.keys(template),
    additionalProperties: false,
  };
}
