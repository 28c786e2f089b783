export type { AnySchema, SchemaInput, SchemaOutput } from './any-schema.ts';
export { isAnySchema, toJsonSchema } from './to-json-schema.ts';
export { issueText, validateWith } from './validate-with.ts';
export type { Validated, ValidationIssue } from './validate-with.ts';
export { vendorOf } from './vendor.ts';
export type { SchemaVendor } from './vendor.ts';
