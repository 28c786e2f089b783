import { zod3Definition, zod4Definition, type Zod3Definition } from '../../step/schema/definitions.ts';
import { toJsonSchema, vendorOf } from '../schema/index.ts';

const VALIBOT_OBJECTS = new Set(['object', 'strict_object', 'loose_object', 'object_with_rest']);

/** Whether what a schema takes is one object, seen from its outside: a choice of objects is not. */
export function isObjectSchema(schema: unknown): boolean {
  switch (vendorOf(schema)) {
    case 'valibot':
      // A pipe has the type of its first part.
      return VALIBOT_OBJECTS.has((schema as { type: string }).type);
    case 'zod 4':
      return isZod4Object(schema);
    case 'zod 3':
      return isZod3Object(zod3Definition(schema));
    case 'standard':
      return toJsonSchema(schema, 'input').type === 'object';
    case undefined:
      return false;
  }
}

function isZod4Object(schema: unknown): boolean {
  const { type, in: first, innerType } = zod4Definition(schema);
  const inner = first ?? (type === 'readonly' ? innerType : undefined);
  return type === 'object' || (inner !== undefined && isZod4Object(inner));
}

function isZod3Object({ typeName, schema, type, innerType, in: first }: Zod3Definition): boolean {
  if (typeName === 'ZodObject') return true;
  const inner = { ZodEffects: schema, ZodPipeline: first, ZodBranded: type, ZodReadonly: innerType }[typeName];
  return inner !== undefined && isZod3Object(zod3Definition(inner));
}
