import { joinPointer } from '../../../flow/index.ts';
import { isJsonObject, type Json, type JsonObject } from '../../../json.ts';
import { nearestName } from '../../../nearest-name.ts';
import type { Finding } from '../../finding.ts';
import { defaultFinding } from './default-value.ts';
import { lostReferences } from './lost-references.ts';
import { KEYWORDS, SCHEMA_TYPES, type KeywordForm } from './schema-keywords.ts';

/** What is wrong with a JSON Schema, as far as its form shows it. Keywords that nothing is near to are left alone. */
export function schemaFindings(schema: Json, pointer: string): Finding[] {
  const findings: Finding[] = [];
  checkSchema(schema, pointer, findings);
  if (isJsonObject(schema)) findings.push(...lostReferences(schema, pointer));
  return findings;
}

function checkSchema(schema: Json, pointer: string, findings: Finding[]): void {
  if (typeof schema === 'boolean') return;
  if (!isJsonObject(schema)) {
    findings.push({ message: 'a JSON Schema is an object, true or false', place: { pointer } });
    return;
  }
  for (const keyword of Object.keys(schema)) {
    const form = KEYWORDS.get(keyword);
    const value = schema[keyword]!;
    if (form !== undefined && isPlainlyRight(form, value)) continue;
    const inner = joinPointer(pointer, keyword);
    if (form === undefined) checkUnknown(keyword, schema, inner, findings);
    else checkKeyword({ keyword, form, value, pointer: inner }, findings);
  }
  checkRequired(schema, pointer, findings);
  const finding = Object.hasOwn(schema, 'default') ? defaultFinding(schema, pointer) : undefined;
  if (finding !== undefined) findings.push(finding);
}

/** Most keywords are, and need no place. */
function isPlainlyRight(form: KeywordForm, value: Json): boolean {
  switch (form) {
    case 'any':
      return true;
    case 'type':
      return typeof value === 'string' && SCHEMA_TYPES.has(value);
    case 'text':
      return typeof value === 'string';
    case 'number':
      return typeof value === 'number';
    case 'schema':
      return typeof value === 'boolean';
    case 'list':
      return Array.isArray(value);
    case 'names':
      return Array.isArray(value) && value.every((name) => typeof name === 'string');
    default:
      return false;
  }
}

function checkUnknown(keyword: string, schema: JsonObject, pointer: string, findings: Finding[]): void {
  if (keyword.startsWith('x-') || keyword.startsWith('$')) return;
  const meant = nearestName(keyword, KEYWORDS.keys());
  if (meant === undefined || Object.hasOwn(schema, meant)) return;
  findings.push({
    message: `"${keyword}" is no keyword of JSON Schema; did you mean "${meant}"?`,
    place: { pointer, at: 'key' },
    label: 'checks nothing',
    fix: { title: `rename to "${meant}"`, safety: 'safe', changes: [{ kind: 'rename-key', pointer, key: meant }] },
  });
}

interface Keyword {
  keyword: string;
  form: KeywordForm;
  value: Json;
  pointer: string;
}

function checkKeyword({ keyword, form, value, pointer }: Keyword, findings: Finding[]): void {
  const expect = (isRight: boolean, what: string): boolean => {
    if (!isRight) findings.push({ message: `"${keyword}" of a JSON Schema is ${what}`, place: { pointer } });
    return isRight;
  };
  switch (form) {
    case 'type':
      checkTypes(value, pointer, findings);
      break;
    case 'schema':
      checkSchema(value, pointer, findings);
      break;
    case 'schemas':
      if (!expect(Array.isArray(value) && value.length > 0, 'a list of schemas that is not empty')) break;
      for (const [index, inner] of (value as Json[]).entries())
        checkSchema(inner, joinPointer(pointer, index), findings);
      break;
    case 'named-schemas':
      if (!expect(isJsonObject(value), 'an object of schemas by name')) break;
      for (const [name, inner] of Object.entries(value as JsonObject))
        checkSchema(inner, joinPointer(pointer, name), findings);
      break;
    case 'names':
      expect(Array.isArray(value) && value.every((name) => typeof name === 'string'), 'a list of names');
      break;
    case 'list':
      expect(Array.isArray(value), 'a list of values');
      break;
    case 'number':
      expect(typeof value === 'number', 'a number');
      break;
    case 'count':
      expect(Number.isInteger(value) && (value as number) >= 0, 'a whole number from 0 up');
      break;
    case 'text':
      expect(typeof value === 'string', 'a string');
      break;
    case 'pattern':
      expect(typeof value === 'string' && isPattern(value), 'a regular expression');
      break;
    case 'items':
      for (const [index, inner] of (Array.isArray(value) ? value : [value]).entries()) {
        checkSchema(inner, Array.isArray(value) ? joinPointer(pointer, index) : pointer, findings);
      }
      break;
    case 'any':
      break;
  }
}

function checkTypes(value: Json, pointer: string, findings: Finding[]): void {
  const isList = Array.isArray(value);
  for (const [index, type] of (isList ? value : [value]).entries()) {
    if (typeof type === 'string' && SCHEMA_TYPES.has(type)) continue;
    const meant = typeof type === 'string' ? (SPOKEN.get(type) ?? nearestName(type, SCHEMA_TYPES)) : undefined;
    const place = isList ? joinPointer(pointer, index) : pointer;
    findings.push({
      message: `${JSON.stringify(type).slice(0, 40)} is no type of JSON Schema; ${meant === undefined ? `there are ${[...SCHEMA_TYPES].join(', ')}` : `did you mean "${meant}"?`}`,
      place: { pointer: place },
      label: 'no such type',
      fix:
        meant === undefined
          ? undefined
          : { title: `"${meant}"`, safety: 'safe', changes: [{ kind: 'replace', pointer: place, value: meant }] },
    });
  }
}

/** Names of types in other languages. */
const SPOKEN: ReadonlyMap<string, string> = new Map([
  ['bool', 'boolean'],
  ['dict', 'object'],
  ['float', 'number'],
  ['int', 'integer'],
  ['list', 'array'],
  ['str', 'string'],
  ['text', 'string'],
]);

/** A required name that is nearly one of the properties: no value can have the one and be checked by the other. */
function checkRequired({ required, properties }: JsonObject, pointer: string, findings: Finding[]): void {
  if (!Array.isArray(required) || !isJsonObject(properties)) return;
  for (let index = 0; index < required.length; index++) {
    const name = required[index];
    if (typeof name !== 'string' || Object.hasOwn(properties, name)) continue;
    const meant = nearestName(
      name,
      Object.keys(properties).filter((other) => !required.includes(other)),
    );
    if (meant === undefined) continue;
    const place = joinPointer(joinPointer(pointer, 'required'), index);
    findings.push({
      message: `"${name}" is required, but there is no such property; did you mean "${meant}"?`,
      place: { pointer: place },
      label: 'not among "properties"',
      fix: { title: `"${meant}"`, safety: 'safe', changes: [{ kind: 'replace', pointer: place, value: meant }] },
    });
  }
}

function isPattern(text: string): boolean {
  try {
    return new RegExp(text, 'u') instanceof RegExp;
  } catch {
    return false;
  }
}
