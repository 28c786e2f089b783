import { toJsonSchema, validateWith, vendorOf, type AnySchema, type Validated } from '../schema/index.ts';
import { misplacedLists } from './misplaced-lists.ts';

/** Checks a value with a schema, asynchronous parts included. A list is never taken for an object. */
export async function checkValue(schema: AnySchema, value: unknown): Promise<Validated<unknown>> {
  const validated = await validateWith(schema, value);
  if (validated.issues !== undefined || vendorOf(schema) !== 'valibot') return validated;
  const lists = misplacedLists(toJsonSchema(schema, 'input'), value);
  if (lists.length === 0) return validated;
  const message = 'must be an object, not a list';
  return { issues: lists.map((path) => (path.length === 0 ? { message } : { message, path })) };
}
