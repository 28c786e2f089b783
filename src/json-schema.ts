import type { AnySchema, ErrorObject, ValidateFunction } from 'ajv';
import { GenieError } from './errors.ts';
import type { Json, JsonObject } from './json.ts';
import { pathOf } from './json-schema/path.ts';
import { phraseOf } from './json-schema/phrase.ts';
import { problemsOf, type SchemaProblem } from './json-schema/problems.ts';

export type { SchemaProblem };

export interface JsonSchemaValidator {
  /**
   * Every problem at once. `value` is a copy in which defaults are filled in; the original stays as it was. The messages show
   * what was received, but for a schema with `writeOnly: true` at its top.
   */
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
  const { $schema: _, ...rest } = schema;
  // Without a name of its own a schema cannot refer to itself as "#".
  const body = { $id: 'urn:genie-actions:schema', ...rest };
  try {
    return validatorOf(ajv.compile(body), schema.writeOnly !== true);
  } catch (error) {
    // Only now: compiling the schema of schemas costs more than the rest of a short run.
    if (ajv.validateSchema(body) !== true) throw schemaInvalid(ajv.errors?.[0]);
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
    validateSchema: false,
    // For schemas that are used a few times, optimizing the generated code costs more than it saves.
    code: { optimize: false },
    // An inherited "constructor" must not count as a given field.
    ownProperties: true,
    // Two flows may use one $id.
    addUsedSchema: false,
  });
  formats.default.default(ajv);
  return ajv as Omit<typeof ajv, 'validateSchema'> & { validateSchema(schema: AnySchema): boolean | Promise<unknown> };
}

function validatorOf(check: ValidateFunction, isQuoting: boolean): JsonSchemaValidator {
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
      return { value: root.value, problems: isValid ? [] : problemsOf(check.errors ?? [], isQuoting) };
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
