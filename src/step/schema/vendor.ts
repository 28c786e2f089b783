/** Who made a schema. `standard`: another library that speaks Standard Schema. */
export type SchemaVendor = 'zod 4' | 'zod 3' | 'valibot' | 'standard';

/** The maker of a schema, by what it looks like: a project's library is another copy than ours. `undefined`: it is no schema. */
export function vendorOf(schema: unknown): SchemaVendor | undefined {
  if ((typeof schema !== 'object' && typeof schema !== 'function') || schema === null) return undefined;
  const { _zod, _def, safeParseAsync, '~standard': standard } = schema as Record<string, unknown>;
  if (isObject(_zod)) return 'zod 4';
  if (isObject(_def) && typeof _def['typeName'] === 'string' && typeof safeParseAsync === 'function') return 'zod 3';
  if (!isObject(standard) || standard['version'] !== 1 || typeof standard['validate'] !== 'function') return undefined;
  return standard['vendor'] === 'valibot' ? 'valibot' : 'standard';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
