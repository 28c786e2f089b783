import { isJsonObject, type Json } from '../json.ts';
import { joinPointer } from './json-position.ts';
import type { Step } from './types.ts';

/**
 * Which settings of a step type hold steps: `steps` a list, `named-steps` lists by name; other kinds are passed over.
 * A catalogue answers with `(type) => catalogue.get(type)?.rawSettings`.
 */
export type NestedSettings = (type: string) => Readonly<Record<string, string>> | undefined;

/** A list of steps inside a step. */
export interface NestedList {
  /** The setting, and the name of a branch: `["then"]`, `["branches", "left"]`, `["on_error"]`. */
  path: readonly string[];
  steps: readonly Json[];
  /** The JSON pointer of the list in the document. */
  pointer: string;
  /** Whether its results can be read behind the step; else only inside the list. */
  isVisibleAfterwards: boolean;
}

const BUILT_IN = new Map<string, Readonly<Record<string, string>>>([
  ['condition', stepLists('then', 'else')],
  ['loop', stepLists('steps')],
  ['wait-for', stepLists('steps')],
  ['parallel', { branches: 'named-steps' }],
]);

function stepLists(...settings: string[]): Record<string, string> {
  return Object.fromEntries(settings.map((setting) => [setting, 'steps']));
}

/** Types whose nested results join the scope around them. */
const TRANSPARENT_TYPES: ReadonlySet<string> = new Set(['condition']);

/** The built-in types that hold steps. */
export const builtInNestedSettings: NestedSettings = (type) => BUILT_IN.get(type);

/** The lists of steps inside a step, as they stand in the document. Settings of another form are passed over. */
export function nestedListsOf(step: Step, settings: NestedSettings = builtInNestedSettings): readonly NestedList[] {
  const nested = settings(step.type);
  if (typeof step.onError !== 'object' && (nested === undefined || isEmpty(nested))) return NO_LISTS;
  const lists: NestedList[] = [];
  const configPointer = step.dialect === 1 ? joinPointer(step.pointer, 'config') : step.pointer;
  const isVisibleAfterwards = TRANSPARENT_TYPES.has(step.type);
  for (const [setting, kind] of Object.entries(nested ?? {})) {
    const value = Object.hasOwn(step.config, setting) ? step.config[setting] : undefined;
    const pointer = joinPointer(configPointer, setting);
    if (kind === 'steps' && Array.isArray(value)) {
      lists.push({ path: [setting], steps: value, pointer, isVisibleAfterwards });
    } else if (kind === 'named-steps' && isJsonObject(value)) {
      for (const [name, steps] of Object.entries(value)) {
        if (Array.isArray(steps)) {
          lists.push({ path: [setting, name], steps, pointer: joinPointer(pointer, name), isVisibleAfterwards });
        }
      }
    }
  }
  if (typeof step.onError === 'object') {
    const pointer = joinPointer(joinPointer(step.pointer, 'on_error'), 'steps');
    lists.push({ path: ['on_error'], steps: step.onError.steps, pointer, isVisibleAfterwards: true });
  }
  return lists;
}

const NO_LISTS: readonly NestedList[] = [];

function isEmpty(object: object): boolean {
  for (const _ in object) return false;
  return true;
}
