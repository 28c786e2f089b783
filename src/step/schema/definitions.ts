import type { z } from 'zod';

/** What the definition of a schema of zod 3 holds, as far as anything here looks at it. */
export interface Zod3Definition {
  typeName: string;
  unknownKeys?: 'strip' | 'strict' | 'passthrough';
  catchall?: Zod3Schema;
  effect?: { type: 'transform' | 'refinement' | 'preprocess' };
  schema?: Zod3Schema;
  innerType?: Zod3Schema;
  type?: Zod3Schema;
  in?: Zod3Schema;
  /** Of a literal. */
  value?: unknown;
}

export interface Zod3Schema {
  _def: Zod3Definition;
}

export function zod3Definition(schema: unknown): Zod3Definition {
  const { _def: definition } = schema as Zod3Schema;
  return definition;
}

/** The same for zod 4. */
export interface Zod4Definition {
  type: z.core.$ZodTypeDef['type'];
  in?: z.core.$ZodType;
  innerType?: z.core.$ZodType;
}

export function zod4Definition(schema: unknown): Zod4Definition {
  const { _zod: internals } = schema as z.core.$ZodType;
  return internals.def;
}
