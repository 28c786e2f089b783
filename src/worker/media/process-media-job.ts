import { GenieError, toGenieError } from '../../errors.ts';
import type { JsonObject } from '../../json.ts';
import { ServiceError, type Call, type ItemId } from '../../ports/index.ts';
import { jobRow, type JobRow } from './job-row.ts';
import { namesOf, type MediaNames, type MediaOptions, type MediaPorts } from './media-options.ts';
import { makeOutput, type MediaEnvironment, type MediaResult } from './make-output.ts';
import { outputsOf, type Outputs } from './outputs.ts';
import { readParameters } from './parameters.ts';
import { readOrder, rowIdOf, type MediaJob, type MediaOrder } from './read-job.ts';
import { withTemporaryFolder } from './temporary-folder.ts';

/** To tell Directus that a job is handed back, when its own signal is aborted already. */
const RELEASE_WITHIN_MS = 2000;

/**
 * Does one media job: reads its row again, loads the file, works on it, stores what came out and the row that names it. A job
 * without a row fails, and one that is completed is not done again. Rejects with a `GenieError`; `isRetryable` says whether
 * another attempt can help. When the signal is aborted the row goes back to `queued`.
 */
export async function processMediaJob(
  job: MediaJob,
  ports: MediaPorts,
  options: MediaOptions & Call = {},
): Promise<MediaResult> {
  const names = namesOf(options);
  const call = options.signal === undefined ? {} : { signal: options.signal };
  const rowId = rowIdOf(job, names.keys);
  const stored = await readRow(rowId, ports, names, call);
  const row = jobRow(rowId, ports, names);
  const finished = resultOf(stored, names);
  if (finished !== undefined) return finished;
  try {
    const order = readOrder(job, stored, names.keys);
    await row.start(job.attempts ?? 0, call);
    const outputs = outputsOf({ rowId, operation: order.operation }, ports, names);
    const result = await makeOnce(order, outputs, row, { ports, options, names, call });
    await row.complete(result, call);
    return result;
  } catch (thrown) {
    await noteEnd(row, thrown, options.signal);
    throw thrown;
  }
}

async function readRow(id: ItemId, { directus }: MediaPorts, names: MediaNames, call: Call): Promise<JsonObject> {
  try {
    return await directus.readItem(names.collections.jobs, id, {}, call);
  } catch (cause) {
    if (!(cause instanceof ServiceError) || cause.code !== 'ITEM_NOT_FOUND') throw cause;
    throw new GenieError('MEDIA_JOB_ROW_MISSING', `There is no row ${id} in ${names.collections.jobs}`, {
      isRetryable: false,
      detail: 'The row is made before the job is queued, and its id goes into the job.',
      cause,
    });
  }
}

/** What a completed row says. */
function resultOf(row: JsonObject, { jobFields }: MediaNames): MediaResult | undefined {
  const { status, result } = jobFields;
  if (status === false || row[status] !== 'completed') return undefined;
  const known = result === false ? undefined : row[result];
  return { ...(known as JsonObject | null | undefined) } as MediaResult;
}

async function makeOnce(
  order: MediaOrder,
  outputs: Outputs,
  row: JobRow,
  work: MediaEnvironment,
): Promise<MediaResult> {
  const { operation } = order;
  const known = await outputs.find(work.call);
  if (known !== undefined) return { operation, output_file_id: known.fileId, output_id: known.outputId };
  const parameters = readParameters(operation, { ...work.options.defaults?.[operation], ...order.params });
  return withTemporaryFolder(work.options.temporaryFolder, async (folder) =>
    makeOutput(folder, order, parameters, { outputs, row }, work),
  );
}

/** Best effort: what went wrong with the job is what has to be told, whatever goes wrong with its row. */
async function noteEnd(row: JobRow, thrown: unknown, signal: AbortSignal | undefined): Promise<void> {
  const call = { signal: AbortSignal.timeout(RELEASE_WITHIN_MS) };
  const writing = signal?.aborted === true ? row.release(call) : row.fail(toGenieError(thrown).message, call);
  await writing.catch(() => {});
}
