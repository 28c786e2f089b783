/** Where the type of a value is kept that only a run will have. */
declare const VALUE: unique symbol;

/** Stands for a value of a run: the result of a step, a part of it, or an expression. */
export interface Reference<out Value> {
  readonly [VALUE]: Value;
}

/** A text around references, as the tag `t` makes it. */
export interface Text extends Reference<string> {
  readonly '~kind': 'text';
}

/** What the tag `expr` makes. Unless it is said, its type is open: it fits every setting. */
export interface Expression<Value = never> extends Reference<Value> {
  readonly '~kind': 'expression';
}

/** A value of which nothing is known but that JSON can hold it: every field may be read, every setting takes it. */
export interface AnyJson {
  readonly '~any': never;
}

/**
 * The result of a step by its name, typed: each field is a reference again. A list has the places 0 to 9; `at(list, 12)` names
 * others. Fields named `then`, `constructor` and `__proto__` cannot be read: they are no fields to JavaScript.
 */
export type Ref<Key extends string, Type> = Reference<ValueOf<Type>> & {
  readonly [Name in FieldNames<Type>]: FieldOf<Key, Type, Name>;
};

/** The result of a step without a name: later steps cannot read it. */
export interface Unnamed<Type> {
  readonly '~result'?: Type;
}

/** The type behind a reference, a text, an expression or a constant. */
export type TypeOf<Value> =
  IsUnchecked<Value> extends true
    ? AnyJson
    : Value extends Text
      ? string
      : Value extends Expression<infer Type>
        ? [Type] extends [never]
          ? AnyJson
          : Type
        : Value extends Ref<string, infer Type> | Unnamed<infer Type>
          ? Type
          : AnyJson;

/** What a setting sees of a type: `null` and what is open never disagree with it, and of objects the fields are not compared. */
export type ValueOf<Type> = Type extends AnyJson
  ? never
  : Type extends null | undefined
    ? never
    : Type extends readonly unknown[]
      ? readonly ValueOf<Type[number]>[]
      : Type extends object
        ? object
        : Type;

type Place = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;

type FieldNames<Type> = Type extends AnyJson
  ? string
  : Type extends readonly unknown[]
    ? Place
    : Type extends object
      ? keyof Type & string
      : never;

type FieldOf<Key extends string, Type, Name> =
  HasAny<Type> extends true ? Unchecked : Ref<PathOf<Key, Name>, PropertyOf<Type, Name>>;

/** Whether fields are open, be it all of them or their names. */
type HasAny<Type> = true extends (Type extends AnyJson ? true : string extends keyof Type ? true : false)
  ? true
  : false;

type PropertyOf<Type, Name> = Type extends readonly unknown[]
  ? Name extends Place
    ? Type[number]
    : never
  : Name extends keyof Type
    ? Exclude<Type[Name], null | undefined>
    : never;

type PathOf<Key extends string, Name> = Name extends number
  ? `${Key}[${Name}]`
  : Name extends string
    ? `${Key}.${Name}`
    : never;

/**
 * What is read from an open value is not checked at all: with `noUncheckedIndexedAccess` every other type would have to be
 * compared with `undefined` first.
 */
export type Unchecked = ReturnType<typeof JSON.parse>;

/** Whether a type is the one above: that alone is at once all and nothing. */
export type IsUnchecked<Type> = 0 extends 1 & Type ? true : false;
