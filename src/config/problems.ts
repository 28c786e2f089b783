import { z } from 'zod';
import { didYouMean } from '../nearest-name.ts';
import { configSchema } from './schema.ts';

const KINDS: Record<string, string> = {
  string: 'a text',
  int: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
};

/** Every problem of a configuration in words, each naming its key; none when it is right. */
export function configProblems(
  config: unknown,
  nameOf: (path: readonly PropertyKey[]) => string = dottedKey,
): string[] {
  const outcome = configSchema.safeParse(config);
  if (outcome.success) return [];
  return outcome.error.issues.flatMap((issue) => describe(issue, nameOf));
}

function describe(issue: z.core.$ZodIssue, nameOf: (path: readonly PropertyKey[]) => string): string[] {
  const key = issue.path.length === 0 ? 'the configuration' : nameOf(issue.path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((name) => {
        const known = keysAt(issue.path);
        return `${nameOf([...issue.path, name])}: unknown key${didYouMean(name, known) || `; known are ${known.join(', ')}`}`;
      });
    case 'invalid_type':
      return [`${key}: must be ${KINDS[issue.expected] ?? issue.expected}`];
    case 'invalid_value':
      return [`${key}: must be one of ${issue.values.map((value) => JSON.stringify(value)).join(', ')}`];
    case 'invalid_union':
      return [`${key}: must be a text, or false`];
    case 'too_small':
      return [issue.origin === 'string' ? `${key}: must not be empty` : `${key}: must be at least ${issue.minimum}`];
    default:
      return [`${key}: ${issue.message}`];
  }
}

function keysAt(path: readonly PropertyKey[]): string[] {
  let schema: unknown = configSchema;
  for (const part of path) {
    schema = unwrap(schema);
    if (schema instanceof z.ZodRecord) schema = schema.valueType;
    else if (schema instanceof z.ZodObject) schema = (schema.shape as Record<PropertyKey, unknown>)[part];
  }
  schema = unwrap(schema);
  if (schema instanceof z.ZodRecord) {
    const { keyType } = schema;
    return keyType instanceof z.ZodEnum ? keyType.options.map(String) : [];
  }
  return schema instanceof z.ZodObject ? Object.keys(schema.shape).filter((name) => name !== '$schema') : [];
}

function unwrap(schema: unknown): unknown {
  return schema instanceof z.ZodOptional ? schema.unwrap() : schema;
}

function dottedKey(path: readonly PropertyKey[]): string {
  return path.map(String).join('.');
}
