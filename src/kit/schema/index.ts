export { isAnySchema, issueText, toJsonSchema, validateWith, vendorOf } from '../../step/schema/index.ts';
export type {
  AnySchema,
  SchemaInput,
  SchemaOutput,
  SchemaVendor,
  Validated,
  ValidationIssue,
} from '../../step/schema/index.ts';
