import type { StandardSchemaV1 } from '@standard-schema/spec';

/** A schema of zod 4, zod 3 (3.24 or later), Valibot (1.0 or later), or another library that speaks Standard Schema. */
export type AnySchema<Input = unknown, Output = unknown> = StandardSchemaV1<Input, Output>;

/** What a schema takes. */
export type SchemaInput<Schema extends AnySchema> = StandardSchemaV1.InferInput<Schema>;

/** What a schema makes of it. */
export type SchemaOutput<Schema extends AnySchema> = StandardSchemaV1.InferOutput<Schema>;
