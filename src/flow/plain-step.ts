import { setOwn } from '../expression/own-property.ts';
import { isReservedName } from '../expression/reserved-names.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { FLAT_STEP_TYPES, isMisspeltConfig, longestTimeout, RESULT_NAME } from './step-keys.ts';
import type { OnError, Step } from './types.ts';

/**
 * Reads a step as most are, in one walk over its keys: what `readStep` says of it, where nothing is wrong with it and it has
 * neither `retry` nor steps in `on_error`. `undefined` for any other, at which `readStep` has to take a closer look.
 */
export function plainStep(raw: Json, pointer: string): Step | undefined {
  if (!isJsonObject(raw)) return undefined;
  const { type, config } = raw;
  if (typeof type !== 'string' || type.trim() === '') return undefined;
  const isFlat = config === undefined && FLAT_STEP_TYPES.has(type);
  if (!isFlat && config !== undefined && !isJsonObject(config)) return undefined;
  const settings: JsonObject = isFlat || config === undefined ? {} : config;
  let key: string | undefined;
  let description: string | undefined;
  let when: string | undefined;
  let timeoutMs: number | undefined;
  let onError: OnError = 'fail';
  let lint: JsonObject | undefined;
  for (const name in raw) {
    const value = raw[name]!;
    switch (name) {
      case 'type':
      case 'config':
        break;
      case 'result_key':
      case 'name':
        if (typeof value !== 'string' || (key !== undefined && key !== value)) return undefined;
        key = value;
        break;
      case 'description':
        if (typeof value !== 'string') return undefined;
        description = value;
        break;
      case 'when':
        if (typeof value !== 'boolean' && (typeof value !== 'string' || value.trim() === '')) return undefined;
        when = String(value);
        break;
      case 'timeout_ms':
        if (!Number.isSafeInteger(value) || (value as number) < 1 || (value as number) > longestTimeout(type))
          return undefined;
        timeoutMs = value as number;
        break;
      case 'on_error':
        if (value !== 'fail' && value !== 'continue') return undefined;
        onError = value;
        break;
      case '$lint':
        if (!isJsonObject(value)) return undefined;
        lint = value;
        break;
      case 'retry':
        return undefined;
      default:
        if (!isFlat || isMisspeltConfig(name, value)) return undefined;
        setOwn(settings, name, value);
    }
  }
  if (key !== undefined && (!RESULT_NAME.test(key) || isReservedName(key))) return undefined;
  return {
    type,
    key,
    dialect: isFlat ? 2 : 1,
    description,
    when,
    timeoutMs,
    retry: undefined,
    onError,
    config: settings,
    lint,
    raw,
    pointer,
  };
}
