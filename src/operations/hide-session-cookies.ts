import { isJsonObject, type JsonObject } from '../json.ts';

const SESSIONS = 'platform_sessions';

/** Rows of `platform_sessions` leave a step without their cookies, whether read directly or as related items. */
export function hideSessionCookies(collection: string, row: JsonObject): JsonObject {
  const entries = Object.entries(row)
    .filter(([name]) => !(collection === SESSIONS && name === 'cookies'))
    .map(([name, value]) => [name, name === SESSIONS ? hideRelated(value) : value] as const);
  return Object.fromEntries(entries);
}

function hideRelated(value: JsonObject[string]): JsonObject[string] {
  if (Array.isArray(value)) return value.map((row) => (isJsonObject(row) ? hideSessionCookies(SESSIONS, row) : row));
  return isJsonObject(value) ? hideSessionCookies(SESSIONS, value) : value;
}
