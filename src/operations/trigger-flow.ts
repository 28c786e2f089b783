import { GenieError } from '../errors.ts';
import type { Json, JsonObject } from '../json.ts';
import type { StepContext } from '../step.ts';
import { callOf } from './call-of.ts';
import { withoutUndefined } from './without-undefined.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Calls the webhook of a Directus flow. Directus routes whole UUIDs only: anything else rejects with `FLOW_UUID_INVALID`. */
export async function triggerFlow(
  settings: { uuid: string; payload?: Json | undefined; query?: JsonObject | undefined },
  context: StepContext<'directus'>,
): Promise<Json> {
  const { uuid, payload, query } = settings;
  if (!UUID.test(uuid)) {
    throw new GenieError('FLOW_UUID_INVALID', `"${uuid.slice(0, 60)}" is not the UUID of a Directus flow`, {
      isRetryable: false,
      detail: 'Copy the whole UUID from the address of the flow in Directus: /admin/settings/flows/<uuid>.',
    });
  }
  return context.ports.directus.triggerFlow(uuid, withoutUndefined({ payload, query }), callOf(context));
}
