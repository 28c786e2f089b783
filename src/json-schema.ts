import type { AnySchema, ErrorObject, ValidateFunction } from 'ajv';
import { GenieError } from './errors.ts';
import type { Json, JsonObject } from './json.ts';

/** One way in which a value does not fit its schema. */
export interface SchemaProblem {
  /** The field, `posts[0].title`; empty for the value as a whole. */
  path: string;
  /** A sentence that names the field. */
  message: string;
}

export interface JsonSchemaValidator {
  /** Every problem at once. `value` is a copy in which defaults are filled in; the original stays as it was. */
  validate(value: Json): { value: Json; problems: SchemaProblem[] };
}

const compiled = new WeakMap<JsonObject, Promise<JsonSchemaValidator>>();
let loading: ReturnType<typeof loadAjv> | undefined;

/**
 * Compiles a JSON Schema (2020-12; unknown keywords and formats are ignored). Kept for as long as the schema object lives.
 * The library behind it is loaded with the first schema: it costs more than the rest of a short run.
 * Rejects with `SCHEMA_INVALID`, saying where.
 */
export function compileJsonSchema(schema: JsonObject): Promise<JsonSchemaValidator> {
  let validator = compiled.get(schema);
  if (validator === undefined) {
    validator = compile(schema);
    compiled.set(schema, validator);
  }
  return validator;
}

async function compile(schema: JsonObject): Promise<JsonSchemaValidator> {
  loading ??= loadAjv();
  const ajv = await loading;
  // Documents name other drafts out of habit; what flows use of them means the same in 2020-12.
  const { $schema: _, ...body } = schema;
  if (ajv.validateSchema(body) !== true) throw schemaInvalid(ajv.errors?.[0]);
  try {
    return validatorOf(ajv.compile(body));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new GenieError('SCHEMA_INVALID', `The JSON Schema cannot be used: ${reason}`, {
      cause: error,
      isRetryable: false,
    });
  } finally {
    ajv.removeSchema(body);
  }
}

async function loadAjv() {
  const [{ Ajv2020 }, formats] = await Promise.all([import('ajv/dist/2020.js'), import('ajv-formats')]);
  const ajv = new Ajv2020({
    allErrors: true,
    strict: false,
    useDefaults: true,
    verbose: true,
    logger: false,
    // An inherited "constructor" must not count as a given field.
    ownProperties: true,
    // Two flows may use one $id.
    addUsedSchema: false,
  });
  formats.default.default(ajv);
  return ajv as Omit<typeof ajv, 'validateSchema'> & { validateSchema(schema: AnySchema): boolean | Promise<unknown> };
}

function validatorOf(check: ValidateFunction): JsonSchemaValidator {
  return {
    validate(value) {
      const root = { value: structuredClone(value) };
      const isValid = check(root.value, {
        parentData: root,
        parentDataProperty: 'value',
        instancePath: '',
        rootData: root,
        dynamicAnchors: {},
      });
      return { value: root.value, problems: isValid ? [] : problemsOf(check.errors ?? []) };
    },
  };
}

function schemaInvalid(error: ErrorObject | undefined): GenieError {
  const place = error === undefined || error.instancePath === '' ? 'its top level' : pathOf(error.instancePath);
  const reason = error === undefined ? 'it is not a schema' : `${place} ${phraseOf(error)}`;
  return new GenieError('SCHEMA_INVALID', `The JSON Schema is invalid: ${reason}`, {
    isRetryable: false,
    data: { path: error === undefined ? '' : pathOf(error.instancePath) },
  });
}

function problemsOf(errors: ErrorObject[]): SchemaProblem[] {
  const problems = withoutBranches(errors).map((error) => {
    const path = fieldOf(error);
    const name = path === '' ? 'the value' : path;
    const isBare = error.keyword === 'required' || error.keyword === 'additionalProperties';
    return { path, message: isBare ? `${name} ${phraseOf(error)}` : `${name}: ${phraseOf(error)}` };
  });
  return problems.filter(({ message }, index) => problems.findIndex((other) => other.message === message) === index);
}

/** Without the errors of the single branches of an `anyOf`: one mistake is one problem. */
function withoutBranches(errors: ErrorObject[]): ErrorObject[] {
  const choices = errors.filter(({ keyword }) => keyword === 'anyOf' || keyword === 'oneOf');
  const isInBranch = (error: ErrorObject, index: number) =>
    choices.some((choice) => {
      if (choice === error || !error.instancePath.startsWith(choice.instancePath)) return false;
      // Errors behind a $ref carry the path of the definition; they stand before the error of their choice.
      const isBehindReference = error.schemaPath.startsWith('#/$defs/') && index < errors.indexOf(choice);
      return isBehindReference || error.schemaPath.startsWith(`${choice.schemaPath}/`);
    });
  return errors.filter((error, index) => error.keyword !== 'if' && !isInBranch(error, index));
}

function fieldOf(error: ErrorObject): string {
  const { missingProperty, additionalProperty, unevaluatedProperty } = error.params as Record<string, unknown>;
  const own = missingProperty ?? additionalProperty ?? unevaluatedProperty;
  return typeof own === 'string' ? pathOf(`${error.instancePath}/${escapePointer(own)}`) : pathOf(error.instancePath);
}

function escapePointer(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** `/posts/0/title` as `posts[0].title`. */
function pathOf(pointer: string): string {
  let path = '';
  for (const part of pointer.split('/').slice(1)) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
    if (/^\d+$/.test(name)) path += `[${name}]`;
    else if (/^[A-Za-z_$][\w$-]*$/.test(name)) path += path === '' ? name : `.${name}`;
    else path += `[${JSON.stringify(name)}]`;
  }
  return path;
}

function phraseOf(error: ErrorObject): string {
  const params = error.params as Record<string, unknown>;
  const got = `(got ${shown(error.data)})`;
  switch (error.keyword) {
    case 'required':
      return 'is required';
    case 'additionalProperties':
    case 'unevaluatedProperties':
      return `is not known${knownFields(error.parentSchema)}`;
    case 'type':
      return `must be ${oneOf([params.type].flat().map(typeName))} ${got}`;
    case 'enum':
      return `must be one of ${(params.allowedValues as unknown[]).map((value) => JSON.stringify(value)).join(', ')} ${got}`;
    case 'const':
      return `must be ${JSON.stringify(params.allowedValue)} ${got}`;
    case 'anyOf':
    case 'oneOf':
      return `must be ${oneOf(branchNames(error.schema))} ${got}`;
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
      return `must be ${String(params.comparison)} ${String(params.limit)} ${got}`;
    case 'minLength':
      return `must have at least ${String(params.limit)} characters ${got}`;
    case 'maxLength':
      return `must have at most ${String(params.limit)} characters ${got}`;
    case 'minItems':
      return `must have at least ${String(params.limit)} entries`;
    case 'maxItems':
      return `must have at most ${String(params.limit)} entries`;
    case 'format':
      return `must be a valid ${String(params.format)} ${got}`;
    case 'pattern':
      return `must match ${String(params.pattern)} ${got}`;
    default:
      return error.message ?? `does not satisfy "${error.keyword}"`;
  }
}

function knownFields(parentSchema: unknown): string {
  const properties = Object.keys((parentSchema as { properties?: object } | undefined)?.properties ?? {});
  return properties.length === 0 ? '' : `; known are ${properties.slice(0, 20).join(', ')}`;
}

function branchNames(branches: unknown): string[] {
  const names = (branches as Array<{ type?: unknown; const?: unknown; title?: unknown }>).map((branch) => {
    if (branch.const !== undefined) return JSON.stringify(branch.const);
    return [branch.type ?? branch.title ?? []].flat().map(typeName);
  });
  const isClear = names.every((name) => name.length > 0);
  return isClear ? [...new Set(names.flat())] : [`one of the ${names.length} allowed forms`];
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
