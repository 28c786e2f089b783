import type { Json, JsonObject } from '../../json.ts';
import type { RawSettingKind } from '../../step.ts';

/** What of a JSON Schema is looked at, compiled for values that mostly fit. */
export type Shape = { readonly schema: JsonObject } & (
  | { readonly kind: 'any' | 'boolean' | 'null' }
  | TextShape
  | { readonly kind: 'number'; readonly isInteger: boolean; readonly least: number; readonly most: number }
  | { readonly kind: 'choice'; readonly values: readonly Json[] }
  | { readonly kind: 'list'; readonly item: Shape; readonly least: number; readonly most: number }
  | ObjectShape
  | { readonly kind: 'union'; readonly branches: readonly Shape[] }
  /** Never resolved as text: expressions, and lists of steps, whose steps are checked where they stand. */
  | { readonly kind: RawSettingKind }
);

export interface TextShape {
  readonly kind: 'text';
  readonly schema: JsonObject;
  /** Nothing below is set: any text will do. */
  readonly isFree: boolean;
  readonly minLength: number;
  readonly maxLength: number;
  readonly pattern: RegExp | undefined;
}

export interface ObjectShape {
  readonly kind: 'object';
  readonly schema: JsonObject;
  /** Nothing below says anything: any object will do. */
  readonly isFree: boolean;
  readonly properties: ReadonlyMap<string, Shape>;
  readonly required: readonly string[];
  /** What other properties have to be; `undefined`: there must be none. */
  readonly rest: Shape | undefined;
  /** What names of properties have to be. */
  readonly names: TextShape | undefined;
}
