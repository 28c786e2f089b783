import { GenieError } from '../errors.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import type { RunnerConfig, RunTrigger } from './types.ts';

const DEFAULT_FIELDS = ['user_id'];

/** Parameters without the fields in which a model claims an identity, and the names of those. */
export interface Claims<Params extends Json> {
  params: Params;
  dropped: string[];
}

/** Who a run acts for comes from the host: what a model wrote of it is told apart. Everybody else's parameters stay whole. */
export function splitIdentity<Params extends Json>(
  params: Params,
  trigger: RunTrigger,
  config: RunnerConfig,
): Claims<Params> {
  if (trigger !== 'tag' || config.identityPolicy === 'allow' || !isJsonObject(params)) return { params, dropped: [] };
  const fields = new Set(config.identityFields ?? DEFAULT_FIELDS);
  const dropped = Object.keys(params).filter((field) => fields.has(field));
  if (dropped.length === 0) return { params, dropped };
  const kept: JsonObject = Object.fromEntries(Object.entries(params).filter(([field]) => !fields.has(field)));
  return { params: kept as Params, dropped };
}

/** Takes the identity out before the input schema sees it. Throws `INPUT_FORBIDDEN` where the configuration says `reject`. */
export function dropIdentity(params: JsonObject, trigger: RunTrigger, config: RunnerConfig): Claims<JsonObject> {
  const claims = splitIdentity(params, trigger, config);
  if (claims.dropped.length === 0 || config.identityPolicy !== 'reject') return claims;
  throw new GenieError('INPUT_FORBIDDEN', `A model may not set ${claims.dropped.join(', ')}`, {
    data: { fields: claims.dropped },
    isRetryable: false,
    detail: 'Identity comes from the context that the host gives. See "identity" in the configuration.',
  });
}
