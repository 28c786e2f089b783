import type { StepFacts } from '../../facts/index.ts';
import type { Json, JsonObject } from '../../json.ts';
import type { DirectusSnapshot } from '../project-facts.ts';
import type { Type } from './type.ts';

/** Settings that the type of a result depends on. Of types that are not here every result is worked out anew. */
export const RESULT_SETTINGS: Readonly<Record<string, readonly string[]>> = {
  directus_read: ['collection', 'id', 'limit', 'fields', 'aggregate'],
  directus_search: ['collection', 'fields'],
  directus_write: ['collection', 'item', 'fields'],
  directus_update: ['collection', 'id', 'fields'],
  directus: ['collection', 'operation', 'id', 'limit', 'fields', 'aggregate', 'query', 'data'],
  ollama_generate: ['format'],
  ollama_chat: ['format'],
  ollama: ['operation', 'messages', 'format'],
};

/** Settings whose text counts; of others only whether it has a reference in it. */
const TEXTS: ReadonlySet<string> = new Set(['collection', 'fields', 'operation']);
/** Longer ones are rarely there twice. */
const LONGEST_FORMAT = 400;

const MAX_KNOWN = 1000;

interface KnownResults {
  readonly snapshot: DirectusSnapshot | undefined;
  readonly types: Map<string, Type>;
}

const known = new WeakMap<StepFacts, KnownResults>();

/** The type of a result, worked out once for all steps whose settings say the same about it. */
export function knownResult(
  facts: StepFacts,
  config: JsonObject,
  snapshot: DirectusSnapshot | undefined,
  infer: () => Type,
): Type {
  const signature = resultSignature(facts.type, config);
  if (signature === undefined) return infer();
  let results = known.get(facts);
  if (results === undefined || results.snapshot !== snapshot || results.types.size > MAX_KNOWN) {
    known.set(facts, (results = { snapshot, types: new Map() }));
  }
  let type = results.types.get(signature);
  if (type === undefined) results.types.set(signature, (type = infer()));
  return type;
}

/** The same for settings with results of the same type; `undefined` where that takes a closer look. */
export function resultSignature(type: string, config: JsonObject): string | undefined {
  if (!Object.hasOwn(RESULT_SETTINGS, type)) return undefined;
  let signature = '';
  for (const setting of RESULT_SETTINGS[type]!) {
    const part = Object.hasOwn(config, setting) ? signatureOf(setting, config[setting]!) : '-';
    if (part === undefined) return undefined;
    signature += `${part}\n`;
  }
  return signature;
}

function signatureOf(setting: string, value: Json): string | undefined {
  if (typeof value === 'string') {
    if (TEXTS.has(setting)) return `"${value}`;
    return value.includes('$') || value.includes('{{') ? '"$' : '"';
  }
  if (typeof value !== 'object' || value === null) return String(value);
  if (setting === 'format') return formatSignature(value);
  if (!Array.isArray(value)) return setting === 'query' || TEXTS.has(setting) ? undefined : '{}';
  if (!TEXTS.has(setting)) return '[]';
  const names = value.filter((entry): entry is string => typeof entry === 'string' && !entry.includes('\n'));
  return names.length === value.length ? `[${names.join(',')}` : undefined;
}

function formatSignature(format: Json): string | undefined {
  const text = JSON.stringify(format);
  return text.length > LONGEST_FORMAT ? undefined : text;
}
