import type { Json, JsonObject } from '../../json.ts';
import { ServiceError, type Call } from '../../ports/index.ts';
import { invalidQuery } from '../embedded-directus/refusals.ts';
import { checkJson, checkPayload } from './check-values.ts';
import { badAnswer } from './connection-failures.ts';
import { readText } from './exchange.ts';
import type { Gateway } from './gateway.ts';
import { itemNotFound } from './identifiers.ts';
import type { Items } from './items.ts';
import { FLOWS } from './resource.ts';
import { shownValue } from './shown-value.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

interface Trigger {
  payload?: Json;
  query?: JsonObject;
}

/**
 * Calls the webhook of a flow of Directus, by GET when the flow is set up for it, and gives what it answers: any JSON, `null`
 * for an answer without a body. Not through the SDK, which takes the answer apart. Credentials in it are redacted.
 */
export async function triggerFlow(
  { gateway, items }: { gateway: Gateway; items: Items },
  uuid: string,
  trigger: Trigger,
  call: Call = {},
): Promise<Json> {
  // Directus routes whole UUIDs only.
  if (typeof uuid !== 'string' || !UUID.test(uuid)) throw itemNotFound(FLOWS.collection, uuid);
  const path = `/flows/trigger/${uuid.toLowerCase()}${searchOf(trigger.query)}`;
  if (trigger.payload !== undefined) checkJson(trigger.payload, 'payload');
  try {
    return await post(gateway, path, trigger.payload ?? {}, call);
  } catch (error) {
    const isRefused = error instanceof ServiceError && error.data['directusCode'] === 'FORBIDDEN';
    if (!isRefused) throw error;
    const flow = await readFlow(items, uuid, error, call);
    const method = optionsOf(flow)['method'] ?? 'GET';
    if (flow['status'] !== 'active' || flow['trigger'] !== 'webhook') throw notTriggerable(flow, error);
    if (method !== 'GET') throw error;
    if (trigger.payload !== undefined) throw takesNoPayload(flow, error);
    return readAnswer(gateway, await gateway.fetch(path, { method: 'GET', signal: call.signal }), call);
  }
}

async function post(gateway: Gateway, path: string, payload: Json, call: Call): Promise<Json> {
  const headers = { 'content-type': 'application/json' };
  const answer = await gateway.fetch(path, {
    method: 'POST',
    headers,
    body: JSON.stringify(payload),
    signal: call.signal,
  });
  return readAnswer(gateway, answer, call);
}

async function readAnswer(gateway: Gateway, answer: Response, { signal }: Call): Promise<Json> {
  const text = await readText(gateway.address, answer, signal);
  if (text === '') return null;
  const type = answer.headers.get('content-type')?.toLowerCase() ?? '';
  if (type.startsWith('text/html')) throw badAnswer(gateway.address, 'a web page');
  return gateway.redact(type.startsWith('application/json') ? parse(gateway, text) : text);
}

function parse(gateway: Gateway, text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (cause) {
    throw badAnswer(gateway.address, 'JSON that cannot be read', cause);
  }
}

/** What the flow is set up for; an account that may not know gets the refusal as it was. */
async function readFlow(items: Items, uuid: string, refusal: ServiceError, call: Call): Promise<JsonObject> {
  try {
    return await items.readOne(FLOWS, uuid, { fields: ['name', 'status', 'trigger', 'options'] }, call);
  } catch (error) {
    if (error instanceof ServiceError && error.code === 'FORBIDDEN') throw refusal;
    throw error;
  }
}

function optionsOf({ options }: JsonObject): JsonObject {
  return typeof options === 'object' && options !== null && !Array.isArray(options) ? options : {};
}

function notTriggerable({ name, status, trigger }: JsonObject, cause: ServiceError): ServiceError {
  const why = status === 'active' ? `is triggered by ${shownValue(trigger)}, not by a webhook` : 'is not active';
  return new ServiceError('directus', 'FORBIDDEN', `The Directus flow ${shownValue(name)} ${why}`, {
    detail: 'Settings, Flows: activate it, and choose the trigger "Webhook".',
    data: cause.data,
    isRetryable: false,
    cause,
  });
}

function takesNoPayload({ name }: JsonObject, cause: ServiceError): ServiceError {
  return new ServiceError('directus', 'INVALID_PAYLOAD', `The Directus flow ${shownValue(name)} takes no payload`, {
    detail: 'Its webhook is set up for GET: choose POST there, or send what it needs as "query".',
    data: cause.data,
    isRetryable: false,
    cause,
  });
}

function searchOf(query: JsonObject | undefined): string {
  if (query === undefined) return '';
  checkPayload(query, 'query');
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const entry of [value].flat()) {
      if (typeof entry === 'object' && entry !== null) throw invalidQuery(`"query.${name}" must be a text or a number`);
      if (entry !== null) parameters.append(name, String(entry));
    }
  }
  return parameters.size === 0 ? '' : `?${parameters.toString()}`;
}
