import type { StepCall } from '../../engine/index.ts';
import { isJsonObject, type Json } from '../../json.ts';
import type { RecordedCall, Telling } from './cassette.ts';
import { maskedError } from './recorded-error.ts';

/**
 * A recorded call without the secrets in what it says. Where it stands stays as it is: a secret such as `1` must not hide which
 * step, try or event is meant.
 */
export function maskedCall(call: RecordedCall, { mask }: StepCall['masker']): RecordedCall {
  // A copy: what a step keeps of its result and goes on changing is not what it gave.
  const { config, told, result, error, ...place } = JSON.parse(JSON.stringify(call)) as RecordedCall;
  return {
    ...place,
    config: mask(config),
    told: told.map((telling) => maskedTelling(telling, mask)),
    ...(result === undefined ? {} : { result: mask(result) }),
    ...(error === undefined ? {} : { error: maskedError(error, mask) }),
  };
}

type Mask = StepCall['masker']['mask'];

function maskedTelling(telling: Telling, mask: Mask): Telling {
  if (telling.kind === 'warn') return { ...telling, message: mask(telling.message) };
  if (telling.kind === 'session') return { ...telling, sessionId: mask(telling.sessionId) };
  const [kind = null, done = null, ...more] = telling.said;
  return { ...telling, said: [kind, done, ...more.map((part) => maskedDetails(part, mask))] };
}

/** How much there is to do is no secret. */
function maskedDetails(part: Json, mask: Mask): Json {
  if (!isJsonObject(part)) return part;
  const { total, ...said } = part;
  return { ...(total === undefined ? {} : { total }), ...mask(said) };
}
