import type { StandardJSONSchemaV1 } from '@standard-schema/spec';
import type { z } from 'zod';
import { GenieError, toGenieError } from '../../errors.ts';
import type { JsonObject } from '../../json.ts';
import { zod3Definition, zod4Definition } from './definitions.ts';
import { fromValibot } from './from-valibot.ts';
import { fromZod3 } from './from-zod-3.ts';
import { fromZod4 } from './from-zod-4.ts';
import { vendorOf } from './vendor.ts';

/**
 * The JSON Schema (2020-12, without `$schema`) of what a schema takes (`input`) or gives (`output`). What JSON Schema cannot
 * tell is left open, never told wrong.
 * Throws `SCHEMA_UNSUPPORTED` for what is no schema, or of a library that makes no JSON Schema, and `SCHEMA_EMPTY` when
 * nothing would be said at all.
 */
export function toJsonSchema(schema: unknown, io: 'input' | 'output'): JsonObject {
  const converted = convert(schema, io);
  if (Object.keys(converted).some((keyword) => !ANNOTATIONS.has(keyword))) return converted;
  throw new GenieError('SCHEMA_EMPTY', `The ${io} of the schema says nothing in JSON Schema`, {
    isRetryable: false,
    detail: 'After a transformation, say what comes out of it: pipe it into another schema.',
  });
}

/** Whether a schema says on purpose that everything is allowed. */
export function isAnySchema(schema: unknown): boolean {
  switch (vendorOf(schema)) {
    case 'zod 4':
      return ['any', 'unknown'].includes(zod4Definition(schema).type);
    case 'zod 3':
      return ['ZodAny', 'ZodUnknown'].includes(zod3Definition(schema).typeName);
    case 'valibot':
      return ['any', 'unknown'].includes((schema as { type: string }).type);
    default:
      return false;
  }
}

const ANNOTATIONS: ReadonlySet<string> = new Set([
  '$schema',
  '$id',
  '$defs',
  'title',
  'description',
  'default',
  'examples',
]);

function convert(schema: unknown, io: 'input' | 'output'): JsonObject {
  switch (vendorOf(schema)) {
    case 'zod 4':
      return fromZod4(schema as z.core.$ZodType, io);
    case 'zod 3':
      return fromZod3(schema, io);
    case 'valibot':
      return fromValibot(schema, io);
    case 'standard':
      return fromStandard(schema as StandardJSONSchemaV1, io);
    case undefined:
      throw new GenieError('SCHEMA_UNSUPPORTED', 'This is not a schema', { isRetryable: false, detail: SUPPORTED });
  }
}

const SUPPORTED =
  'Schemas of zod 4, zod 3.24 or later, Valibot 1.0 or later, and of libraries with Standard JSON Schema work.';

function fromStandard({ '~standard': standard }: StandardJSONSchemaV1, io: 'input' | 'output'): JsonObject {
  const reason = `The library "${standard.vendor}" does not make a JSON Schema of it`;
  if (typeof standard.jsonSchema?.[io] !== 'function') {
    throw new GenieError('SCHEMA_UNSUPPORTED', reason, { isRetryable: false, detail: SUPPORTED });
  }
  try {
    const { $schema: _, ...converted } = standard.jsonSchema[io]({ target: 'draft-2020-12' });
    return JSON.parse(JSON.stringify(converted)) as JsonObject;
  } catch (thrown) {
    throw new GenieError('SCHEMA_UNSUPPORTED', `${reason}: ${toGenieError(thrown).message}`, {
      cause: thrown,
      isRetryable: false,
      detail: SUPPORTED,
    });
  }
}
