/**
 * What is known of a value before anything runs. `any` is what nothing is known of: it fits everywhere, and nothing is
 * ever reported about it.
 */
export type Type =
  | { readonly kind: 'any' }
  | { readonly kind: 'null' }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'number'; readonly isInteger: boolean }
  | {
      readonly kind: 'string';
      /** The only texts it can be. */
      readonly values?: readonly string[];
      readonly format?: 'uuid' | 'url' | 'date-time';
    }
  | {
      readonly kind: 'list';
      readonly item: Type;
      /** What it is a list of, for people: the name of a collection. */
      readonly of?: string;
    }
  | {
      readonly kind: 'object';
      readonly fields: ReadonlyMap<string, Field>;
      /** It may have other fields than these. */
      readonly isOpen: boolean;
      readonly of?: string;
    }
  /** One of several; never nested, never with `any` in it. */
  | { readonly kind: 'union'; readonly members: readonly Type[] };

export interface Field {
  readonly type: Type;
  /** It need not be there. */
  readonly isOptional: boolean;
  readonly description?: string;
}

export const ANY: Type = { kind: 'any' };
