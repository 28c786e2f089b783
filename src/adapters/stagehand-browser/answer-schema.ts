import { isJsonObject, type Json, type JsonObject } from '../../json.ts';

/**
 * The schema as a model server turns it into a grammar: without `$schema`, and with patterns that spell digits out, because
 * its grammars know no `\d` and would ask for the letter.
 */
export function grammarSchema(schema: JsonObject): JsonObject {
  const { $schema: _, ...rest } = schema;
  return withPlainPatterns(rest) as JsonObject;
}

function withPlainPatterns(value: Json): Json {
  if (Array.isArray(value)) return value.map(withPlainPatterns);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [
      key,
      key === 'pattern' && typeof part === 'string'
        ? part.replaceAll(String.raw`\d`, '[0-9]')
        : withPlainPatterns(part),
    ]),
  );
}

/**
 * Writes the ids of elements as the driver wants them, `0-25`: small models leave out the frame (`25`), which is the page's
 * own, or keep the brackets of the prompt (`[0-25]`).
 */
export function withWholeIds(value: Json): Json {
  if (Array.isArray(value)) return value.map(withWholeIds);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, key === 'elementId' ? wholeId(part) : withWholeIds(part)]),
  );
}

function wholeId(id: Json): Json {
  if (typeof id !== 'string' && typeof id !== 'number') return id;
  const [, frame = '0', node] = /^\s*\[?(?:(\d+)-)?(\d+)\]?\s*$/.exec(String(id)) ?? [];
  return node === undefined ? id : `${frame}-${node}`;
}
