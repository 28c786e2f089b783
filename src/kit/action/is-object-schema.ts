import type { z } from 'zod';
import { toJsonSchema, vendorOf } from '../schema/index.ts';

interface Zod3Definition {
  typeName: string;
  schema?: { _def: Zod3Definition };
  innerType?: { _def: Zod3Definition };
  type?: { _def: Zod3Definition };
  in?: { _def: Zod3Definition };
}

const VALIBOT_OBJECTS = new Set(['object', 'strict_object', 'loose_object', 'object_with_rest']);

/** Whether what a schema takes is one object, seen from its outside: a choice of objects is not. */
export function isObjectSchema(schema: unknown): boolean {
  switch (vendorOf(schema)) {
    case 'valibot':
      // A pipe has the type of its first part.
      return VALIBOT_OBJECTS.has((schema as { type: string }).type);
    case 'zod 4':
      return isZod4Object(schema as z.core.$ZodType);
    case 'zod 3':
      return isZod3Object((schema as { _def: Zod3Definition })._def);
    case 'standard':
      return toJsonSchema(schema, 'input').type === 'object';
    case undefined:
      return false;
  }
}

function isZod4Object(schema: z.core.$ZodType): boolean {
  const definition = schema._zod.def as z.core.$ZodTypeDef & { in?: z.core.$ZodType; innerType?: z.core.$ZodType };
  const inner = definition.in ?? (definition.type === 'readonly' ? definition.innerType : undefined);
  return definition.type === 'object' || (inner !== undefined && isZod4Object(inner));
}

function isZod3Object(definition: Zod3Definition): boolean {
  if (definition.typeName === 'ZodObject') return true;
  const inner = {
    ZodEffects: definition.schema,
    ZodPipeline: definition.in,
    ZodBranded: definition.type,
    ZodReadonly: definition.innerType,
  }[definition.typeName];
  return inner !== undefined && isZod3Object(inner._def);
}
