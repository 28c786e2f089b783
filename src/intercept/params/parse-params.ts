import type { MalformedReason, Repair } from '../events.ts';
import { isEscapedJson, unescapeOnce } from './escaped-json.ts';
import { inspect } from './inspect.ts';
import type { JsonObject } from './json-value.ts';
import { parseRelaxed } from './relaxed-object.ts';

/** How the parameters of a tag are read. */
export interface ParamsRules {
  readonly maxDepth: number;
  readonly isRepairAllowed: boolean;
  /** The tag ended without `]`: the object was closed, so nothing in it may be completed. */
  readonly isBracketMissing: boolean;
}

export type ParsedParams =
  | { readonly params: JsonObject; readonly repairs: readonly Repair[]; readonly reason?: undefined }
  | { readonly reason: MalformedReason; readonly repairs?: undefined };

const BRACKET_MISSING: readonly Repair[] = ['missing-bracket'];

/** Reads an object that begins with `{`: as JSON, and where that fails with the closed list of repairs. */
export function parseParams(text: string, rules: ParamsRules): ParsedParams {
  const params = parseJson(text);
  if (params !== undefined) {
    const finding = inspect(params);
    if (finding === 'sound') return { params, repairs: rules.isBracketMissing ? BRACKET_MISSING : [] };
    if (finding === 'forbidden-key') return { reason: 'forbidden-key' };
  }
  if (!rules.isRepairAllowed) return unrepaired(text, params, rules);
  return isEscapedJson(text) ? parseEscaped(text, rules) : checked(parseRelaxed(text, rules), rules);
}

/** Of a large number only its text tells whether it lost digits: `1e20` is what it says. */
function unrepaired(text: string, params: JsonObject | undefined, rules: ParamsRules): ParsedParams {
  const relaxed = params === undefined ? undefined : parseRelaxed(text, rules);
  if (params === undefined || relaxed?.repairs?.length !== 0) return { reason: 'malformed-json' };
  return { params, repairs: [] };
}

/** What was escaped once too often has to be plain JSON underneath: two guesses would be one too many. */
function parseEscaped(text: string, rules: ParamsRules): ParsedParams {
  const unescaped = unescapeOnce(text);
  const params = unescaped === undefined ? undefined : parseJson(unescaped);
  if (params === undefined) return { reason: 'malformed-json' };
  const finding = inspect(params);
  if (finding === 'number') return { reason: 'malformed-json' };
  if (finding === 'forbidden-key') return { reason: 'forbidden-key' };
  return { params, repairs: rules.isBracketMissing ? ['escaped-json', 'missing-bracket'] : ['escaped-json'] };
}

function checked(parsed: ParsedParams, rules: ParamsRules): ParsedParams {
  if (parsed.reason !== undefined) return parsed;
  if (inspect(parsed.params) === 'forbidden-key') return { reason: 'forbidden-key' };
  const isCompleted = rules.isBracketMissing || parsed.repairs.includes('missing-brace');
  // Where a string ends is then a guess, and the end of the object with it.
  if (isCompleted && parsed.repairs.includes('inner-quote')) return { reason: 'malformed-json' };
  return rules.isBracketMissing ? { ...parsed, repairs: [...parsed.repairs, 'missing-bracket'] } : parsed;
}

function parseJson(text: string): JsonObject | undefined {
  try {
    return JSON.parse(text) as JsonObject;
  } catch {
    return undefined;
  }
}
