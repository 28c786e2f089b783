import { z } from 'zod';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';

/** A setting or result that may be any JSON value. */
export const jsonValue = z.unknown() as unknown as z.ZodType<Json, Json>;

/** A setting or result that is a JSON object; it is taken over as it is, own key `__proto__` included. */
export const jsonObject = z
  .unknown()
  .refine(isJsonObject, 'must be an object')
  .meta({ type: 'object' }) as unknown as z.ZodType<JsonObject, JsonObject>;

/** A text of a certain form; the message is what a person is told, by a run, the linter and an editor alike. */
export function textLike(pattern: RegExp, message: string) {
  return z.string().regex(pattern, message).meta({ patternErrorMessage: message });
}

const NO_NAMES = 'must name at least one field, and none may be empty';

/** A setting that is a list of names: a list of texts, or one text with commas. */
export const nameList = z
  .union([
    z.string().meta({ pattern: String.raw`^\s*[^,\s][^,]*(,\s*[^,\s][^,]*)*$`, patternErrorMessage: NO_NAMES }),
    z.array(z.string().meta({ pattern: String.raw`\S`, patternErrorMessage: NO_NAMES })).meta({ minItems: 1 }),
  ])
  .transform((value) => (typeof value === 'string' ? value.split(',') : value).map((name) => name.trim()))
  .refine((names) => names.length > 0 && names.every((name) => name !== ''), NO_NAMES);
