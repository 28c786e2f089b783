/** What a keyword of JSON Schema takes. */
export type KeywordForm =
  | 'type'
  | 'schema'
  | 'schemas'
  | 'named-schemas'
  | 'names'
  | 'list'
  | 'number'
  | 'count'
  | 'text'
  | 'pattern'
  | 'items'
  | 'any';

export const SCHEMA_TYPES: ReadonlySet<string> = new Set([
  'string',
  'number',
  'integer',
  'boolean',
  'object',
  'array',
  'null',
]);

const BY_FORM: Readonly<Record<KeywordForm, readonly string[]>> = {
  type: ['type'],
  schema: [
    'additionalProperties',
    'contains',
    'else',
    'if',
    'not',
    'propertyNames',
    'then',
    'unevaluatedItems',
    'unevaluatedProperties',
  ],
  schemas: ['allOf', 'anyOf', 'oneOf', 'prefixItems'],
  'named-schemas': ['$defs', 'definitions', 'dependentSchemas', 'patternProperties', 'properties'],
  names: ['required'],
  list: ['enum', 'examples'],
  number: ['exclusiveMaximum', 'exclusiveMinimum', 'maximum', 'minimum', 'multipleOf'],
  count: [
    'maxContains',
    'maxItems',
    'maxLength',
    'maxProperties',
    'minContains',
    'minItems',
    'minLength',
    'minProperties',
  ],
  text: [
    '$anchor',
    '$comment',
    '$id',
    '$ref',
    '$schema',
    'contentEncoding',
    'contentMediaType',
    'description',
    'format',
    'title',
  ],
  pattern: ['pattern'],
  // A list of schemas up to draft 2019-09.
  items: ['items'],
  any: [
    'const',
    'contentSchema',
    'default',
    'dependencies',
    'dependentRequired',
    'deprecated',
    'example',
    'nullable',
    'readOnly',
    'uniqueItems',
    'writeOnly',
  ],
};

/** The keywords of JSON Schema 2020-12, and those of earlier drafts that are still about. */
export const KEYWORDS: ReadonlyMap<string, KeywordForm> = new Map(
  (Object.keys(BY_FORM) as KeywordForm[]).flatMap((form) => BY_FORM[form].map((keyword) => [keyword, form] as const)),
);
