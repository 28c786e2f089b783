import { z } from 'zod';

/**
 * Checks a value with a schema whose checks may be asynchronous. Tried at once first, because nearly no schema has such and
 * zod takes several times as long when it has to expect them.
 */
export function parseWith(
  schema: z.ZodType,
  value: unknown,
): z.ZodSafeParseResult<unknown> | Promise<z.ZodSafeParseResult<unknown>> {
  try {
    return schema.safeParse(value);
  } catch (thrown) {
    if (thrown instanceof z.core.$ZodAsyncError) return schema.safeParseAsync(value);
    throw thrown;
  }
}
