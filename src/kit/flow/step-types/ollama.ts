// Generated from the step types by `npm run generate`. Do not edit.
import type { AnyJson } from '../types/reference.ts';
import type { JsonObjectInput, SchemaInput, Setting } from '../types/setting.ts';

/** Ask a model with a prompt or a conversation, or list the models that are there. */
export interface OllamaSettings {
  /** What to do. Without it: `chat` when there are `messages`, else `generate`. */
  readonly operation?: Setting<'generate' | 'chat' | 'list-models'> | undefined;
  /** What the model is asked. */
  readonly prompt?: Setting<string> | undefined;
  /** The conversation so far, oldest first: a list of `{ role, content }`. */
  readonly messages?:
    | Setting<
        readonly Setting<{
          readonly role: Setting<string>;
          readonly content: Setting<string>;
          readonly images?: Setting<readonly Setting<string>[]> | undefined;
        }>[]
      >
    | undefined;
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
  /** Images for a model that can see, each in base64. */
  readonly images?: Setting<readonly Setting<string>[]> | undefined;
}

export type OllamaResult = AnyJson;
