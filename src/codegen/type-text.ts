import { isJsonObject, type Json, type JsonObject } from '../json.ts';

const MAX_DEPTH = 3;

/** A choice among all of these says nothing. */
const ANY_JSON = ['string', 'number', 'boolean', 'null', 'object'];

/** A JSON Schema as a short text for people, in the manner of TypeScript: `{ id: string; tags?: string[] }`. */
export function typeText(schema: Json, depth = 0): string {
  if (!isJsonObject(schema)) return schema === false ? 'never' : 'any';
  if (isJsonObject(schema.not) && Object.keys(schema.not).length === 0) return 'never';
  if (typeof schema.$ref === 'string') return referenceText(schema.$ref);
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (Array.isArray(schema.enum)) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  const branches = schema.anyOf ?? schema.oneOf;
  if (Array.isArray(branches)) return unionText(branches, depth);
  if (Array.isArray(schema.allOf)) return schema.allOf.map((branch) => typeText(branch, depth)).join(' & ');
  if (Array.isArray(schema.type)) return schema.type.map((type) => typeText({ ...schema, type }, depth)).join(' | ');
  if (schema.type === 'array') return listText(schema.items ?? true, depth);
  if (schema.type === 'object') return objectText(schema, depth);
  return typeof schema.type === 'string' ? schema.type : 'any';
}

function referenceText(reference: string): string {
  const name = reference.split('/').at(-1)!;
  if (name === 'condition' || name === 'expression') return 'expression';
  return name === 'step' ? 'step' : 'any';
}

/** The ways to write an expression instead are not worth a word: every setting has them. */
function unionText(branches: Json[], depth: number): string {
  const isAlternative = (branch: Json) =>
    isJsonObject(branch) && (branch.$ref === '#/definitions/expression' || branch.$ref === '#/definitions/template');
  const texts = branches.filter((branch) => !isAlternative(branch)).map((branch) => typeText(branch, depth));
  const distinct = [...new Set(texts)];
  const isAny = distinct.includes('any') || ANY_JSON.every((text) => distinct.includes(text));
  return isAny ? 'any' : distinct.join(' | ');
}

function listText(items: Json, depth: number): string {
  const text = typeText(items, depth);
  return text.includes(' ') && !text.startsWith('{') ? `(${text})[]` : `${text}[]`;
}

function objectText(schema: JsonObject, depth: number): string {
  const properties = isJsonObject(schema.properties) ? Object.entries(schema.properties) : [];
  const required = new Set(schema.required as string[] | undefined);
  if (properties.length === 0) {
    const values = typeText(schema.additionalProperties ?? true, depth + 1);
    return values === 'any' || values === 'never' ? 'object' : `{ [name]: ${values} }`;
  }
  if (depth >= MAX_DEPTH) return 'object';
  const fields = properties.map(
    ([name, value]) => `${name}${required.has(name) ? '' : '?'}: ${typeText(value, depth + 1)}`,
  );
  if (schema.additionalProperties !== false && schema.additionalProperties !== undefined) fields.push('…');
  return `{ ${fields.join('; ')} }`;
}
