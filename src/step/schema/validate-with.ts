import type { StandardSchemaV1 } from '@standard-schema/spec';
import { GenieError } from '../../errors.ts';
import type { AnySchema, SchemaOutput } from './any-schema.ts';
import { quotelessMessage } from './quoteless-message.ts';
import { vendorOf } from './vendor.ts';

/** One way in which a value does not fit a schema. */
export interface ValidationIssue {
  /** Says what is wrong; never quotes the value. */
  message: string;
  /** The keys to the place from the value on; absent when it is the value as a whole. */
  path?: readonly PropertyKey[];
}

export type Validated<Output> = { value: Output; issues?: undefined } | { issues: readonly ValidationIssue[] };

/**
 * Checks a value with a schema of any vendor, asynchronous parts included: every issue at once, or what the schema made of
 * the value. Rejects with `SCHEMA_UNSUPPORTED` for what is no schema, and with what a check of the schema's own throws.
 */
export async function validateWith<Schema extends AnySchema>(
  schema: Schema,
  value: unknown,
): Promise<Validated<SchemaOutput<Schema>>> {
  return checked(await validatorOf(schema)(value), value);
}

/** The same at once; a promise only where the schema has asynchronous parts. */
export function validateNow(schema: unknown, value: unknown): Validated<unknown> | Promise<Validated<unknown>> {
  const result = validatorOf(schema)(value);
  return result instanceof Promise ? result.then((settled) => checked(settled, value)) : checked(result, value);
}

type Validator = (value: unknown) => StandardSchemaV1.Result<unknown> | Promise<StandardSchemaV1.Result<unknown>>;

function validatorOf(schema: unknown): Validator {
  const standard = (schema as Partial<AnySchema> | undefined)?.['~standard'];
  if (vendorOf(schema) !== undefined && standard !== undefined) return (value) => standard.validate(value);
  throw new GenieError('SCHEMA_UNSUPPORTED', 'This is not a schema that can check a value', {
    isRetryable: false,
    detail:
      'Schemas of zod 4, zod 3.24 or later, Valibot 1.0 or later, and of other libraries with Standard Schema work.',
  });
}

function checked(result: StandardSchemaV1.Result<unknown>, received: unknown): Validated<unknown> {
  if (result.issues === undefined) return { value: result.value };
  return { issues: result.issues.map((issue) => issueOf(issue, received)) };
}

function issueOf({ message, path = [] }: StandardSchemaV1.Issue, received: unknown): ValidationIssue {
  const keys = path.map((part) => (typeof part === 'object' ? part.key : part));
  const safe = quotelessMessage(message, valueAt(received, keys));
  return keys.length === 0 ? { message: safe } : { message: safe, path: keys };
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null ? (inner as Record<PropertyKey, unknown>)[key] : undefined,
    value,
  );
}

/** An issue as a person reads it: `posts.0.title: is missing`. */
export function issueText({ message, path }: ValidationIssue): string {
  return path === undefined ? message : `${path.map(String).join('.')}: ${message}`;
}
