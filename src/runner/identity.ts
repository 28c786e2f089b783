import { GenieError } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import type { RunnerConfig, RunTrigger } from './types.ts';

const DEFAULT_FIELDS = ['user_id'];

/**
 * Who a run acts for comes from the host. Parameters that a model wrote lose the fields that claim an identity, before the
 * input schema sees them. Throws `INPUT_FORBIDDEN` where the configuration says `reject`.
 */
export function dropIdentity(
  params: JsonObject,
  trigger: RunTrigger,
  config: RunnerConfig,
): { params: JsonObject; dropped: string[] } {
  const policy = config.identityPolicy ?? 'strip';
  if (trigger !== 'tag' || policy === 'allow') return { params, dropped: [] };
  const fields = new Set(config.identityFields ?? DEFAULT_FIELDS);
  const dropped = Object.keys(params).filter((field) => fields.has(field));
  if (dropped.length === 0) return { params, dropped };
  if (policy === 'reject') {
    throw new GenieError('INPUT_FORBIDDEN', `A model may not set ${dropped.join(', ')}`, {
      data: { fields: dropped },
      isRetryable: false,
      detail: 'Identity comes from the context that the host gives. See "identity" in the configuration.',
    });
  }
  return { params: Object.fromEntries(Object.entries(params).filter(([field]) => !fields.has(field))), dropped };
}
