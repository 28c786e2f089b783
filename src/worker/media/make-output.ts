import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { JsonObject } from '../../json.ts';
import type { Call, ItemId, MediaFacts } from '../../ports/index.ts';
import { checkedFileId, download, findInput } from './input-file.ts';
import type { JobRow } from './job-row.ts';
import {
  DEFAULT_MAX_INPUT_BYTES,
  DEFAULT_PROGRESS_INTERVAL_MS,
  type MediaNames,
  type MediaOptions,
  type MediaPorts,
} from './media-options.ts';
import { extensionOf, type Outputs } from './outputs.ts';
import type { MediaParameters } from './parameters.ts';
import { planWork } from './plan-work.ts';
import { progressWriter } from './progress-writer.ts';
import type { MediaOrder } from './read-job.ts';

/** What is told about a job that was done; it stands in its row too. */
export interface MediaResult extends JsonObject {
  operation: string;
  output_file_id: string;
  output_id: ItemId | null;
}

/** What every part of a job works with. */
export interface MediaEnvironment {
  ports: MediaPorts;
  options: MediaOptions;
  names: MediaNames;
  call: Call;
}

const INPUT = 'input';
const MARK = 'watermark';

/** Of the whole, when the input is here, and when the tools are done. */
const DOWNLOADED_PERCENT = 5;
const MADE_PERCENT = 90;

/** Loads the input, works on it, and stores what came out. `folder` is empty and goes with the job. */
export async function makeOutput(
  folder: string,
  order: MediaOrder,
  parameters: MediaParameters,
  { outputs, row }: { outputs: Outputs; row: JobRow },
  { ports, options, names, call }: MediaEnvironment,
): Promise<MediaResult> {
  const { tools, directus, clock } = ports;
  const maxBytes = options.maxInputBytes ?? DEFAULT_MAX_INPUT_BYTES;
  const intervalMs = options.progressIntervalMs ?? DEFAULT_PROGRESS_INTERVAL_MS;
  const progress = progressWriter((percent) => row.progress(percent, call), { clock, intervalMs });
  try {
    const inputId = await findInput(order, directus, names, call);
    const inputRow = await download(inputId, { folder, name: INPUT, maxBytes }, ports, call);
    progress.report(DOWNLOADED_PERCENT);
    const facts = await tools.inspect(folder, INPUT, call);
    const mark = await loadMark(folder, parameters, maxBytes, ports, call);
    const { work, outputFormat } = planWork(parameters, facts, mark);
    const output = `output.${extensionOf(outputFormat)}`;
    await tools.perform(
      { folder, input: INPUT, facts, output, outputFormat, work },
      { ...call, onProgress: (done) => progress.report(percentOf(done)) },
    );
    progress.report(MADE_PERCENT);
    const made = await tools.inspect(folder, output, call);
    const name = inputRow['filename_download'];
    const sourceName = typeof name === 'string' ? name : '';
    const { uploadFolder } = options;
    const { operation: kind, ...params } = parameters as JsonObject;
    const stored = { folder, file: output, format: outputFormat, sourceName, uploadFolder, params };
    const { fileId, outputId } = await outputs.store(stored, call);
    return {
      operation: kind as string,
      output_file_id: fileId,
      output_id: outputId,
      ...shownFacts(made),
      input_bytes: (await stat(join(folder, INPUT))).size,
      output_bytes: (await stat(join(folder, output))).size,
    };
  } finally {
    await progress.finish();
  }
}

function percentOf(done: number): number {
  return DOWNLOADED_PERCENT + done * (MADE_PERCENT - DOWNLOADED_PERCENT);
}

async function loadMark(
  folder: string,
  parameters: MediaParameters,
  maxBytes: number,
  ports: MediaPorts,
  call: Call,
): Promise<{ file: string; facts: MediaFacts } | undefined> {
  if (parameters.operation !== 'apply_watermark' || parameters.watermark_file_id === undefined) return undefined;
  const id = checkedFileId(parameters.watermark_file_id);
  await download(id, { folder, name: MARK, maxBytes }, ports, call);
  return { file: MARK, facts: await ports.tools.inspect(folder, MARK, call) };
}

function shownFacts(facts: MediaFacts): JsonObject {
  const { format, width, height } = facts;
  return { format, width, height, ...(facts.kind === 'video' ? { duration: facts.durationSeconds } : {}) };
}
