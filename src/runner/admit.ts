import { GenieError } from '../errors.ts';
import type { Flow } from '../flow/index.ts';
import { isJsonObject, MAX_JSON_DEPTH, type Json, type JsonObject } from '../json.ts';
import { compileJsonSchema } from '../json-schema.ts';
import { dropIdentity } from './identity.ts';
import type { RunnerConfig, RunOptions } from './types.ts';

export interface Admission {
  /** Checked, defaults filled in. */
  input: JsonObject;
  droppedFields: string[];
}

/**
 * What stands between a request and step 0, in this order: `FLOW_INACTIVE`, identity fields (`INPUT_FORBIDDEN` where they are
 * refused), `INPUT_INVALID`, `CONFIRMATION_REQUIRED` and `CONFIRMATION_REFUSED`.
 */
export async function admit(flow: Flow, params: Json, options: RunOptions, config: RunnerConfig): Promise<Admission> {
  refuseInactive(flow);
  if (!isJsonObject(params)) throw inputInvalid(['the parameters must be a JSON object']);
  const { params: kept, dropped } = dropIdentity(params, options.trigger ?? 'person', config);
  const input = await checkInput(flow, kept);
  if (flow.confirm && options.trigger === 'tag') await askForConfirmation(flow, input, options);
  return { input, droppedFields: dropped };
}

/** Throws `FLOW_INACTIVE`. */
export function refuseInactive(flow: Flow): void {
  if (flow.active) return;
  throw new GenieError('FLOW_INACTIVE', `The flow "${flow.slug}" is not active`, {
    isRetryable: false,
    detail: 'Set "active": true in the flow to run it.',
  });
}

/** The parameters with defaults filled in. Rejects with `INPUT_INVALID`, which names every problem. */
export async function checkInput(flow: Flow, params: JsonObject): Promise<JsonObject> {
  if (flow.input === undefined) return params;
  const { value, problems } = (await compileJsonSchema(flow.input)).validate(params);
  if (problems.length > 0)
    throw inputInvalid(
      problems.map(({ path, message }) => (path === '' ? message.replace('the value: ', '') : message)),
    );
  return value as JsonObject;
}

/** Such parameters can be neither checked nor written down. */
export function nestedTooDeep(): GenieError {
  return inputInvalid([`they are nested more than ${MAX_JSON_DEPTH} deep`]);
}

function inputInvalid(problems: string[]): GenieError {
  return new GenieError('INPUT_INVALID', `The parameters are not valid: ${problems.join('; ')}`, {
    data: { problems },
    isRetryable: false,
  });
}

/** Rejects with `CONFIRMATION_REQUIRED` where nobody can be asked, and with `CONFIRMATION_REFUSED`. */
export async function askForConfirmation(flow: Flow, input: JsonObject, { confirm }: RunOptions): Promise<void> {
  const { slug, name, description } = flow;
  if (confirm === undefined) {
    throw new GenieError(
      'CONFIRMATION_REQUIRED',
      `The flow "${name}" needs a person's yes, and nobody can be asked here`,
      {
        isRetryable: false,
        detail: 'Run it in a terminal, with --yes, or give the runner a confirm callback.',
      },
    );
  }
  if (await confirm({ slug, name, description, input })) return;
  throw new GenieError('CONFIRMATION_REFUSED', `The flow "${name}" was not confirmed`, { isRetryable: false });
}
