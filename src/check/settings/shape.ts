import type { Json, JsonObject } from '../../json.ts';

/** What of a JSON Schema is looked at, compiled for values that mostly fit. */
export type Shape = { readonly schema: JsonObject } & (
  | { readonly kind: 'any' | 'boolean' | 'null' }
  | {
      readonly kind: 'text';
      /** Nothing below is set: any text will do. */
      readonly isFree: boolean;
      readonly minLength: number;
      readonly maxLength: number;
      readonly pattern: RegExp | undefined;
    }
  | { readonly kind: 'number'; readonly isInteger: boolean; readonly least: number; readonly most: number }
  | { readonly kind: 'choice'; readonly values: readonly Json[] }
  | { readonly kind: 'list'; readonly item: Shape; readonly least: number; readonly most: number }
  | ObjectShape
  | { readonly kind: 'union'; readonly branches: readonly Shape[] }
  /** Lists of steps, whose steps are checked where they stand. */
  | { readonly kind: 'steps' | 'named-steps' }
);

export interface ObjectShape {
  readonly kind: 'object';
  readonly schema: JsonObject;
  /** Nothing below says anything: any object will do. */
  readonly isFree: boolean;
  readonly properties: ReadonlyMap<string, Shape>;
  readonly required: readonly string[];
  /** What other properties have to be; `undefined`: there must be none. */
  readonly rest: Shape | undefined;
  readonly namePattern: RegExp | undefined;
}
