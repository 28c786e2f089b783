// Generated from the step types by `npm run generate`. Do not edit.
import type { AnyJson } from '../types/reference.ts';
import type { Condition, JsonInput, Setting } from '../types/setting.ts';

/** Make a value from others: by JSONPath, by an expression, or by a template. */
export interface TransformSettings {
  /** What `jsonpath` looks into; in `expression` it goes by the name `input`. */
  readonly input?: JsonInput | undefined;
  /** A JSONPath (RFC 9535). The value for a path to one place (`$.posts[0]`), a list of all finds for any other. */
  readonly jsonpath?: Setting<string> | undefined;
  /** An expression over the names of the flow: `posts.filter(p, p.likes > 10)`. */
  readonly expression?: Condition | undefined;
  /** Any JSON with references in it; the result is the same with the values filled in. */
  readonly template?: JsonInput | undefined;
}

export type TransformResult = AnyJson;
