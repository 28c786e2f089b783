import { z } from 'zod';
import { validateNow, type Validated } from './validate-with.ts';

/**
 * A schema of another library as one of zod 4 that checks and changes values the same way. What it takes and gives, only the
 * JSON Schema of the original tells.
 */
export function asZodSchema(schema: unknown): z.ZodType {
  return z.unknown().transform((value, context) => {
    const settle = (validated: Validated<unknown>): unknown => {
      if (validated.issues === undefined) return validated.value;
      for (const { message, path = [] } of validated.issues) {
        context.issues.push({ code: 'custom', message, path: [...path], input: value });
      }
      return z.NEVER;
    };
    const validated = validateNow(schema, value);
    return validated instanceof Promise ? validated.then(settle) : settle(validated);
  });
}
