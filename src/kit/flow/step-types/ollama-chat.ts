// Generated from the step types by `npm run generate`. Do not edit.
import type { JsonObjectInput, SchemaInput, Setting } from '../types/setting.ts';

/** Give a model a conversation and take its next message. */
export interface OllamaChatSettings {
  /** The conversation so far, oldest first: a list of `{ role, content }`. */
  readonly messages: Setting<
    readonly Setting<{
      readonly role: Setting<string>;
      readonly content: Setting<string>;
      readonly images?: Setting<readonly Setting<string>[]> | undefined;
    }>[]
  >;
  /** The model's name, such as `dolphin-mistral:7b`; the configured one without it. */
  readonly model?: Setting<string> | undefined;
  /** Instructions that the model gets before everything else. */
  readonly system?: Setting<string> | undefined;
  /** Ollama's options: `temperature`, `top_p`, `num_predict`, `num_ctx` (tokens; sized to the prompt without it). */
  readonly options?: Setting<JsonObjectInput> | undefined;
  /** The shape of the answer: a JSON Schema or its short form `{ "name": "string" }`, or `"json"` for any JSON. The parsed answer is in `json`. */
  readonly format?: 'json' | SchemaInput | undefined;
  /** How long the model stays loaded afterwards: seconds as a number, or a text such as `5m`. */
  readonly keep_alive?: Setting<string | number> | undefined;
}

export type OllamaChatResult = { model: string; response: string };
