import type { ErrorObject } from 'ajv';

/** What is wrong, to follow the name of the field: `must be one of "a", "b" (got "x")`; the end only when it may be shown. */
export function phraseOf(error: ErrorObject, isQuoting = true): string {
  const params = error.params as Record<string, unknown>;
  const got = isQuoting ? ` (got ${shown(error.data)})` : '';
  switch (error.keyword) {
    case 'required':
      return 'is required';
    case 'additionalProperties':
    case 'unevaluatedProperties':
      return `is not known${knownFields(error.parentSchema)}`;
    case 'type':
      return `must be ${oneOf([params.type].flat().map(typeName))}${got}`;
    case 'enum':
      return `must be one of ${(params.allowedValues as unknown[]).map((value) => JSON.stringify(value)).join(', ')}${got}`;
    case 'const':
      return `must be ${JSON.stringify(params.allowedValue)}${got}`;
    case 'anyOf':
    case 'oneOf':
      return choicePhrase(error.schema as Branch[], got);
    case 'false schema':
      return 'is not allowed here';
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
      return `must be ${String(params.comparison)} ${String(params.limit)}${got}`;
    case 'minLength':
      return `must have at least ${String(params.limit)} characters${got}`;
    case 'maxLength':
      return `must have at most ${String(params.limit)} characters${got}`;
    case 'minItems':
      return `must have at least ${String(params.limit)} entries`;
    case 'maxItems':
      return `must have at most ${String(params.limit)} entries`;
    case 'format':
      return `must be a valid ${String(params.format)}${got}`;
    case 'pattern':
      return `must match ${String(params.pattern)}${got}`;
    default:
      return error.message ?? `does not satisfy "${error.keyword}"`;
  }
}

function knownFields(parentSchema: unknown): string {
  const properties = Object.keys((parentSchema as { properties?: object } | undefined)?.properties ?? {});
  return properties.length === 0 ? '' : `; known are ${properties.slice(0, 20).join(', ')}`;
}

interface Branch {
  type?: unknown;
  const?: unknown;
  title?: unknown;
  required?: string[];
}

function choicePhrase(branches: Branch[], got: string): string {
  if (branches.every((branch) => branch.required !== undefined && branch.type === undefined)) {
    return `needs ${oneOf(branches.map(({ required = [] }) => required.join(' and ')))}`;
  }
  const names = branches.map(({ const: constant, type, title }) =>
    constant === undefined ? [type ?? title ?? []].flat().map(typeName) : [JSON.stringify(constant)],
  );
  if (names.some((name) => name.length === 0)) return `must be one of the ${names.length} allowed forms${got}`;
  return `must be ${oneOf([...new Set(names.flat())])}${got}`;
}

function typeName(type: unknown): string {
  const names: Record<string, string> = {
    string: 'a text',
    number: 'a number',
    integer: 'a whole number',
    boolean: 'true or false',
    object: 'an object',
    array: 'a list',
  };
  return names[String(type)] ?? String(type);
}

function oneOf(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? 'something else') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}

/** The value as far as it helps; a long text could be anything, also something private. */
function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
