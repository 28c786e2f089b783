import type { AbsencePolicy } from '../expression/index.ts';
import type { JsonObject } from '../json.ts';
import type { PortName } from '../ports/index.ts';
import type { Effect, RawSettingKind, SettingProblem, Taint } from '../step.ts';

export type { SettingProblem };

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

/** The part of the facts that JSON can hold. */
export type PlainFacts = Omit<StepFacts, 'effectOf' | 'resultType' | 'problemsOf'>;

/** The step types of a project, as the linter knows them. */
export interface StepDirectory {
  factsOf(type: string): StepFacts | undefined;
  /** All types, in the order of the catalogue. */
  readonly names: readonly string[];
}
