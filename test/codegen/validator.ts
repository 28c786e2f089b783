import { Ajv, type ValidateFunction } from 'ajv';
import type { JsonObject } from '../../src/json.ts';

/** A draft-07 validator, as editors have one: keywords for editors are ignored. */
export function validatorOf(schema: JsonObject): ValidateFunction {
  return new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(schema);
}

/** Where and what the schema finds wrong with a document; empty when nothing. */
export function problemsOf(schema: JsonObject, document: unknown): string[] {
  const validate = validatorOf(schema);
  return validate(document) ? [] : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
}
