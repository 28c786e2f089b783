import type { AbsencePolicy } from '../expression/index.ts';
import type { JsonObject } from '../json.ts';
import type { PortName } from '../ports/index.ts';
import type { Effect, RawSettingKind, Taint } from '../step.ts';

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

/**
 * What a step type says about itself in plain data: all that the linter, the editor and the documentation need of it.
 * Facts of the built-in types are made ahead of time, because making them from their schemas takes longer than a short check.
 */
export interface StepFacts {
  readonly type: string;
  readonly dialect: 1 | 2;
  readonly summary: string;
  readonly needs: readonly PortName[];
  /** Whatever its settings, it does nothing to the world and looks at nothing. */
  readonly isPure: boolean;
  /** JSON Schema of the settings as they are written, without references in them: an object schema with `properties`. */
  readonly settings: JsonObject;
  /** JSON Schema of the result, whatever the settings are. */
  readonly result: JsonObject;
  /** Settings that parse. */
  readonly example: JsonObject;
  readonly absence: Readonly<Record<string, AbsencePolicy>>;
  readonly timeout: { defaultMs: number; maxMs: number } | null;
  readonly session: 'opens' | 'uses' | 'closes' | undefined;
  readonly taint: Taint;
  readonly rawSettings: Readonly<Record<string, RawSettingKind>>;
  /** From the settings as written; in doubt the greater effect. */
  effectOf(config: JsonObject): Effect;
  /** A JSON Schema of the result where the written settings say more than `result`. Never throws, whatever was written. */
  resultType(config: JsonObject): JsonObject | undefined;
  /** What is wrong with the written settings as a whole. Never throws, whatever was written. */
  problemsOf(config: JsonObject): readonly SettingProblem[];
}

/** The step types of a project, as the linter knows them. */
export interface StepDirectory {
  factsOf(type: string): StepFacts | undefined;
  /** All types, in the order of the catalogue. */
  readonly names: readonly string[];
}
