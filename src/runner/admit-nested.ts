import type { AdmitFlow } from '../engine/index.ts';
import { GenieError, toGenieError } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import { askForConfirmation, checkInput, refuseInactive } from './admit.ts';
import type { RunContext } from './run-context.ts';
import type { RunOptions } from './types.ts';

/**
 * What stands between a step that runs a flow and that flow. Its parameters come from code, which may say who something is
 * for; a person is asked where a model's tag has set all of it off. Rejects with `FLOW_REFUSED`; `data.code` is the code that
 * the flow would have been refused with by itself.
 */
export async function admitNested(
  { loader }: RunContext,
  options: RunOptions,
  slug: string,
  params: JsonObject,
  signal: AbortSignal,
): ReturnType<AdmitFlow> {
  try {
    const { flow, preparer } = await loader.find(slug, signal);
    refuseInactive(flow);
    const input = await checkInput(flow, params);
    if (flow.confirm && options.trigger === 'tag') await askForConfirmation(flow, input, options);
    return { flow, preparer, input };
  } catch (thrown) {
    signal.throwIfAborted();
    const { message, detail, code, data } = toGenieError(thrown);
    throw new GenieError('FLOW_REFUSED', message, {
      cause: thrown,
      isRetryable: false,
      data: { ...data, code, slug },
      ...(detail === undefined ? {} : { detail }),
    });
  }
}
