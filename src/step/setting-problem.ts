import type { Json, JsonObject } from '../json.ts';

/** Settings that do not go together, or that another setting asks for: what a JSON Schema cannot say. */
export interface SettingProblem {
  kind: 'missing' | 'conflict' | 'value';
  /** Of the setting from the step's settings on; of one that is missing, where it should be. */
  path: readonly (string | number)[];
  /** In the words of a person, without the path: `is required for "create-item"`. */
  message: string;
  /** Of a conflict: the setting that makes this one pointless or wrong. */
  otherPath?: readonly (string | number)[];
}

/** Whether a value is not known yet: as a flow is written, a text with a reference in it. When a step runs, nothing is open. */
export type IsOpen = (value: Json | undefined) => boolean;

/** What is wrong with the settings of a step as a whole. Must not throw, whatever the settings hold. */
export type ProblemFinder = (config: JsonObject, isOpen: IsOpen) => readonly SettingProblem[];

/** When a step runs every reference is resolved. A text that looks like one came from a person, a page or a model. */
export const NOTHING_OPEN: IsOpen = () => false;

/** As a flow is written: a text with a reference or an expression in it. */
export const isWrittenOpen: IsOpen = (value) => typeof value === 'string' && /\$[A-Za-z_]|\{\{/.test(value);
