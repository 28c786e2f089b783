import { z } from 'zod';
import { jsonObject } from './json-settings.ts';

const format = z.union([z.literal('json'), jsonObject], 'must be "json" or a JSON Schema');

const role = z.string().min(1).describe('Who speaks: system, user, assistant or tool.');

/** The settings of every question to a model. */
export const modelSettings = {
  model: z
    .string()
    .min(1)
    .optional()
    .describe("The model's name, such as `dolphin-mistral:7b`; the configured one without it."),
  system: z.string().optional().describe('Instructions that the model gets before everything else.'),
  options: jsonObject
    .optional()
    .describe(
      "Ollama's options: `temperature`, `top_p`, `num_predict`, `num_ctx` (tokens; sized to the prompt without it).",
    ),
  format: format
    .optional()
    .describe(
      'The shape of the answer: a JSON Schema or its short form `{ "name": "string" }`, or `"json"` for any JSON. The parsed answer is in `json`.',
    ),
  keep_alive: z
    .union([z.string(), z.number()])
    .optional()
    .describe('How long the model stays loaded afterwards: seconds as a number, or a text such as `5m`.'),
};

export const promptSetting = z.string().min(1).describe('What the model is asked.');

export const imagesSetting = z
  .array(z.string())
  .optional()
  .describe('Images for a model that can see, each in base64.');

export const messagesSetting = z
  .array(
    z.strictObject({ role, content: z.string().describe('What was said.'), images: z.array(z.string()).optional() }),
  )
  .min(1)
  .describe('The conversation so far, oldest first: a list of `{ role, content }`.');

/** Ollama's last record with the whole text, and the parsed answer where a format was asked for. */
export const modelResult = z.looseObject({
  model: z.string().describe('The model that answered.'),
  response: z.string().describe('The whole text of the answer.'),
});

export type ModelSettings = {
  [Name in keyof typeof modelSettings]?: z.output<(typeof modelSettings)[Name]> | undefined;
};
export type Messages = z.output<typeof messagesSetting>;
