import { expect, test } from 'vitest';
import { z } from 'zod';
import { createCatalogue } from '../../src/catalogue.ts';
import { stepSchemas } from '../../src/codegen/step-schema.ts';
import type { JsonObject } from '../../src/json.ts';
import { defineStep } from '../../src/step.ts';
import { sampleCatalogue, sampleTypes } from './sample-catalogue.ts';
import { problemsOf } from './validator.ts';

/** The reference to steps inside steps leaves the file; here any object will do. */
function alone(schema: JsonObject): JsonObject {
  return { ...schema, definitions: { ...(schema['definitions'] as JsonObject), step: { type: 'object' } } };
}

test('has one schema per type, in the dialect of the type', () => {
  const schemas = stepSchemas(sampleCatalogue);
  expect(Object.keys(schemas)).toEqual(['wait', 'branch', 'store']);
  expect(problemsOf(alone(schemas['wait']!), { type: 'wait', config: { ms: 1 } })).toEqual([]);
  expect(problemsOf(alone(schemas['branch']!), { type: 'branch', if: 'true' })).toEqual([]);
  expect(problemsOf(alone(schemas['wait']!), { type: 'branch', if: 'true' })).not.toEqual([]);
});

test('refuses settings that are no object instead of writing an empty schema', () => {
  const shapeless = defineStep({
    ...(sampleTypes[2] as object),
    type: 'shapeless',
    summary: '',
    needs: [],
    effect: 'none',
    config: z.any(),
    result: z.any(),
    example: {},
    run: () => null,
    stub: () => null,
  });
  expect(() => stepSchemas(createCatalogue([shapeless]))).toThrow('The settings of "shapeless" are not an object');
});
