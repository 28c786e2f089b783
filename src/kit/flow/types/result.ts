import type { AnyJson, Expression, Reference, Text, TypeOf } from './reference.ts';
import type { FromShape } from './schema.ts';

/** Results whose type the settings decide, by step type. `Fallback` is what the type says whatever they are. */
export type RefinedResult<Type, Settings, Fallback> = Type extends 'directus_read'
  ? ReadResult<Settings>
  : Type extends 'directus_write'
    ? Settings extends { readonly item: readonly unknown[] }
      ? RowOf<Settings>[]
      : RowOf<Settings>
    : Type extends 'directus_update'
      ? Settings extends { readonly id: readonly unknown[] }
        ? RowOf<Settings>[]
        : RowOf<Settings>
      : Type extends 'directus_search'
        ? RowOf<Settings>[]
        : Type extends 'stagehand_extract' | 'stagehand_extract_cached'
          ? Extracted<Settings>
          : Type extends 'ollama_generate'
            ? AnswerOf<Settings, ModelAnswer>
            : Type extends 'ollama_chat'
              ? AnswerOf<Settings, ChatAnswer>
              : Type extends FlatType
                ? FlatResult<Type, Settings>
                : Fallback;

type FlatType = 'directus' | 'ollama' | 'stagehand' | 'transform' | 'condition' | 'parallel';

type FlatResult<Type extends FlatType, Settings> = {
  directus: DirectusResult<Settings>;
  ollama: OllamaResult<Settings>;
  stagehand: BrowserResult<Settings>;
  transform: Transformed<Settings>;
  condition: Chosen<Settings>;
  parallel: Settings extends { readonly branches: infer Branches }
    ? { [Name in keyof Branches]: RoundOf<Branches[Name]> }
    : AnyJson;
}[Type];

/** Ollama's answer; times are nanoseconds. */
export interface ModelAnswer {
  model: string;
  created_at: string;
  response: string;
  thinking: string;
  done: boolean;
  done_reason: string;
  context: number[];
  total_duration: number;
  load_duration: number;
  prompt_eval_count: number;
  prompt_eval_duration: number;
  eval_count: number;
  eval_duration: number;
}

export interface ChatAnswer extends ModelAnswer {
  message: { role: string; content: string; thinking: string };
}

/** The answer when a `format` is asked for. */
export interface AnswerWithJson<Value> extends ModelAnswer {
  json: Value;
}

export interface ChatAnswerWithJson<Value> extends ChatAnswer {
  json: Value;
}

type AnswerOf<Settings, Answer> = Settings extends { readonly format: infer Format }
  ? Answer extends ChatAnswer
    ? ChatAnswerWithJson<FormatOf<Format>>
    : AnswerWithJson<FormatOf<Format>>
  : Answer;

type FormatOf<Format> = Format extends 'json' | Reference<unknown> ? AnyJson : FromShape<Format>;

/** A row of which these fields were asked for. */
export type Row<Fields extends string> = { [Name in Fields]: AnyJson };

type RowOf<Settings> = Settings extends { readonly aggregate: unknown }
  ? AnyJson
  : Settings extends { readonly fields: infer Fields }
    ? Fields extends string
      ? RowOfNames<Split<Fields>>
      : Fields extends readonly string[]
        ? RowOfNames<Fields[number]>
        : AnyJson
    : AnyJson;

/** Names that only a run knows, and wildcards, leave a row open. */
type RowOfNames<Names extends string> = string extends Names
  ? AnyJson
  : true extends IsOpenName<Names>
    ? AnyJson
    : Row<Head<Names>>;

type IsOpenName<Name> = Name extends `${string}${'*' | '$' | '{' | '('}${string}` ? true : false;
type Head<Name extends string> = Name extends `${infer First}.${string}` ? First : Name;
type Split<Names extends string> = Names extends `${infer First},${infer Rest}`
  ? Trim<First> | Split<Rest>
  : Trim<Names>;
type Trim<Name extends string> = Name extends ` ${infer Rest}`
  ? Trim<Rest>
  : Name extends `${infer Rest} `
    ? Trim<Rest>
    : Name;

type ReadResult<Settings> = Settings extends { readonly id: unknown } ? RowOf<Settings> : QueryResult<Settings>;

type QueryResult<Settings> = Settings extends { readonly limit: infer Limit }
  ? Limit extends 1
    ? RowOf<Settings> | null
    : Limit extends number
      ? RowOf<Settings>[]
      : AnyJson
  : RowOf<Settings>[];

type DirectusResult<Settings> = Settings extends { readonly operation: infer Operation }
  ? Operation extends 'read-items'
    ? QueryResult<Settings>
    : Operation extends 'search-items'
      ? RowOf<Settings>[]
      : Operation extends 'read-item'
        ? RowOf<Settings>
        : AnyJson
  : AnyJson;

type OllamaResult<Settings> = Settings extends { readonly operation: 'list-models' }
  ? { name: string; size: number; modified_at: string }[]
  : Settings extends { readonly messages: unknown }
    ? AnswerOf<Settings, ChatAnswer>
    : AnswerOf<Settings, ModelAnswer>;

type Extracted<Settings> = Settings extends { readonly schema: infer Schema } ? FormatOf<Schema> : { content: AnyJson };

type BrowserResult<Settings> = Settings extends { readonly action: 'extract'; readonly params: infer Params }
  ? Extracted<Params>
  : Settings extends { readonly action: infer Action }
    ? Action extends keyof BrowserResults
      ? BrowserResults[Action]
      : AnyJson
    : AnyJson;

interface BrowserResults {
  start: { sessionId: string };
  navigate: { url: string; title: string; status: number };
  act: { success: true; message: string; action: string };
  screenshot: { file: string };
  close: { closed: true };
  observe: { selector: string; description: string; method: AnyJson; arguments: AnyJson }[];
}

type Transformed<Settings> = Settings extends { readonly template: infer Template }
  ? TemplateOf<Template>
  : Settings extends { readonly expression: Expression<infer Value> }
    ? [Value] extends [never]
      ? AnyJson
      : Value
    : AnyJson;

/** What a template becomes: its references replaced by what they stand for. */
export type TemplateOf<Template> = Template extends Text
  ? string
  : Template extends Reference<unknown>
    ? TypeOf<Template>
    : Template extends string
      ? AnyJson
      : Template extends number | boolean | null
        ? Template
        : Template extends readonly (infer Entry)[]
          ? TemplateOf<Entry>[]
          : Template extends object
            ? { [Name in keyof Template]: TemplateOf<Template[Name]> }
            : AnyJson;

interface Branch<Result> {
  branch: 'then' | 'else';
  result: Result;
}

type Chosen<Settings> = Branch<ReturnedBy<Settings, 'then'> | ReturnedBy<Settings, 'else'>>;

type ReturnedBy<Settings, Name extends string> = Settings extends { readonly [Key in Name]: () => infer Returned }
  ? TypeOf<Returned>
  : null;

/** The results of nested steps by name, as far as the function that adds them returns them. */
export type RoundOf<Body> = Body extends (...scope: never[]) => infer Returned
  ? Returned extends Reference<unknown>
    ? AnyJson
    : Returned extends Readonly<Record<string, unknown>>
      ? { [Name in keyof Returned]: TypeOf<Returned[Name]> }
      : AnyJson
  : AnyJson;
