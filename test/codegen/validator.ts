import { Ajv, type ValidateFunction } from 'ajv';
import type { JsonObject } from '../../src/json.ts';

const compiled = new WeakMap<JsonObject, ValidateFunction>();

/** A draft-07 validator, as editors have one: keywords for editors are ignored. Compiled once for each schema object. */
export function validatorOf(schema: JsonObject): ValidateFunction {
  let validate = compiled.get(schema);
  if (validate === undefined) {
    validate = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(schema);
    compiled.set(schema, validate);
  }
  return validate;
}

/** Where and what the schema finds wrong with a document; empty when nothing. */
export function problemsOf(schema: JsonObject, document: unknown): string[] {
  const validate = validatorOf(schema);
  return validate(document) ? [] : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
}
