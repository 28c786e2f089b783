import type { Json, JsonObject } from '../../json.ts';

/** One mistake in the written settings of a step. Values with references in them are never one. */
export interface SettingIssue {
  readonly kind:
    /** A required setting is absent. `path` is where it should be. */
    | 'missing'
    /** There is no such setting. `candidates` are the ones that there are. */
    | 'unknown'
    /** A value of another type than the setting takes; text around a reference makes a string. */
    | 'type'
    /** A value of the right type outside of what is allowed. */
    | 'value'
    /** A setting that another one makes pointless or wrong. */
    | 'conflict';
  /** From the step's settings on. */
  readonly path: readonly (string | number)[];
  /** JSON pointer in the document. */
  readonly pointer: string;
  /** The JSON Schema of the setting; `undefined` for an unknown one. */
  readonly schema: JsonObject | undefined;
  /** What is written. */
  readonly value: Json | undefined;
  /** What the setting takes, for people: `a whole number`, `one of GET, POST`. */
  readonly expected: string;
  /** Names or values that would do. */
  readonly candidates: readonly string[];
  /** Of an unknown setting that is most likely a misspelt missing one, that one's name; it is then not reported as missing. */
  readonly meant?: string;
  /** Of a conflict: the setting that makes this one pointless or wrong. */
  readonly otherPointer?: string;
  /** What is wrong in the words of the step type, to follow the name of the setting: `is required for "create-item"`. */
  readonly message?: string;
  /** The name of the property is wrong, not its value. */
  readonly isAboutKey?: true;
}
