import { joinPointer } from '../../../flow/index.ts';
import { isJsonObject, type Json, type JsonObject } from '../../../json.ts';
import { nearestName } from '../../../nearest-name.ts';
import type { Finding } from '../../finding.ts';
import { KEYWORDS } from './schema-keywords.ts';

/** Every `$ref` of a schema to a part of itself (`#/…`) that is not there: no value can be checked. */
export function lostReferences(schema: JsonObject, pointer: string): Finding[] {
  const findings: Finding[] = [];
  collect(schema, { schema, pointer, isByName: false, findings });
  return findings;
}

/** Keywords that hold values, not schemas. */
const VALUES: ReadonlySet<string> = new Set(['const', 'default', 'enum', 'example', 'examples']);

interface Place {
  schema: JsonObject;
  pointer: string;
  /** Its keys are names, not keywords. */
  isByName: boolean;
  findings: Finding[];
}

function collect(value: Json, place: Place): void {
  if (typeof value !== 'object' || value === null) return;
  // What has an id of its own is what `#` means inside it.
  if (!place.isByName && value !== place.schema && isJsonObject(value) && typeof value['$id'] === 'string') return;
  for (const [key, inner] of Object.entries(value)) {
    const pointer = joinPointer(place.pointer, key);
    const isKeyword = !place.isByName && !Array.isArray(value);
    if (isKeyword && VALUES.has(key)) continue;
    if (isKeyword && key === '$ref' && typeof inner === 'string') {
      const finding = findingOf(inner, place.schema, pointer);
      if (finding !== undefined) place.findings.push(finding);
    } else {
      const isByName = isKeyword && (KEYWORDS.get(key) === 'named-schemas' || key === 'dependencies');
      collect(inner, { ...place, pointer, isByName });
    }
  }
}

function findingOf(reference: string, schema: JsonObject, pointer: string): Finding | undefined {
  const tokens = tokensOf(reference);
  if (tokens === undefined || partAt(schema, tokens) !== undefined) return undefined;
  const around = tokens.slice(0, -1);
  const name = tokens.at(-1)!;
  const names = namesAt(schema, around);
  const near = nearestName(name, names);
  const meant = near === undefined ? ofOtherDefinitions(name, schema) : referenceTo([...around, near]);
  const isDefinition = around.length === 1 && partAt(schema, around) !== undefined;
  const message = isDefinition
    ? `"${around[0]}" has no schema "${name}"`
    : `the schema has no "${reference.slice(2)}", which "$ref" names`;
  return {
    message: `${message}${meant === undefined ? '' : `; did you mean "${near ?? meant}"?`}`,
    place: { pointer },
    label: 'points nowhere',
    fix:
      meant === undefined
        ? undefined
        : { title: `"${meant}"`, safety: 'safe', changes: [{ kind: 'replace', pointer, value: meant }] },
  };
}

/** `definitions` of draft-07 became `$defs`. */
function ofOtherDefinitions(name: string, schema: JsonObject): string | undefined {
  const holder = ['$defs', 'definitions'].find((keyword) => namesAt(schema, [keyword]).includes(name));
  return holder === undefined ? undefined : referenceTo([holder, name]);
}

/** `undefined` when it is no pointer into the schema. */
function tokensOf(reference: string): string[] | undefined {
  if (!reference.startsWith('#/')) return undefined;
  try {
    const tokens = decodeURIComponent(reference.slice(2)).split('/');
    return tokens.map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
  } catch {
    return undefined;
  }
}

function referenceTo(tokens: readonly string[]): string {
  return `#${tokens.reduce(joinPointer, '')}`;
}

function namesAt(schema: JsonObject, tokens: readonly string[]): string[] {
  const part = partAt(schema, tokens);
  return isJsonObject(part) ? Object.keys(part) : [];
}

function partAt(schema: JsonObject, tokens: readonly string[]): Json | undefined {
  let part: Json | undefined = schema;
  for (const token of tokens) {
    if (typeof part !== 'object' || part === null || !Object.hasOwn(part, token)) return undefined;
    part = (part as JsonObject)[token];
  }
  return part;
}
