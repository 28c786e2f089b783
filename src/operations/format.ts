import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import type { IsOpen, SettingProblem } from '../step.ts';
import { shortFormProblem } from './short-form.ts';

/** What a model's answer is asked to look like: any JSON, or a JSON Schema or its short form. */
export type Format = 'json' | JsonObject;

/** Whether a written `format` is something that a schema can be made of. */
export function isFormat(value: Json | undefined): value is Format {
  return value === 'json' || (isJsonObject(value) && shortFormProblem(value) === undefined);
}

/** What is wrong with a setting that is a JSON Schema or its short form; nothing for anything but an object. */
export function schemaProblems(
  value: Json | undefined,
  path: readonly (string | number)[],
  isOpen: IsOpen,
): SettingProblem[] {
  const problem = isJsonObject(value) ? shortFormProblem(value) : undefined;
  if (problem === undefined || hasOpenPart(value, isOpen)) return [];
  return [{ kind: 'value', path: [...path, ...problem.path], message: problem.reason }];
}

/** The settings `format` of the steps that ask a model. */
export function formatProblems({ format }: JsonObject, isOpen: IsOpen): SettingProblem[] {
  return schemaProblems(format, ['format'], isOpen);
}

/** The setting `schema` of the steps that take data from a page. */
export function extractProblems({ schema }: JsonObject, isOpen: IsOpen): SettingProblem[] {
  return schemaProblems(schema, ['schema'], isOpen);
}

function hasOpenPart(value: Json | undefined, isOpen: IsOpen): boolean {
  const left: Array<Json | undefined> = [value];
  while (left.length > 0) {
    const next = left.pop();
    if (isOpen(next)) return true;
    if (typeof next === 'object' && next !== null) left.push(...Object.values(next));
  }
  return false;
}
