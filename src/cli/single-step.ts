import { resolve } from 'node:path';
import { UsageError } from '../errors.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { didYouMean } from '../nearest-name.ts';
import type { FlowSource } from '../ports/index.ts';
import { parseJson, readTextFile } from './json-argument.ts';
import type { Streams } from './streams.ts';

/** What `--step` and `--with` mean for a flow. A flow that cannot be read is left to the runner to complain about. */
export async function chooseStep(
  source: FlowSource,
  flow: string,
  step: string,
  file: string | undefined,
  streams: Streams,
): Promise<{ step: number; results: JsonObject }> {
  const steps = stepsOf((await source.find(flow))?.text ?? '');
  const index = stepIndex(step, steps.map(nameOf));
  if (file === undefined) return { step: index, results: {} };
  const { results, isReport } = await readResults(file, streams);
  // A report holds finished steps only; those of the run that were skipped are null.
  const skipped = isReport ? steps.slice(0, index).flatMap((earlier) => keyOf(earlier) ?? []) : [];
  return { step: index, results: { ...Object.fromEntries(skipped.map((key) => [key, null])), ...results } };
}

function stepIndex(step: string, names: readonly string[]): number {
  const index = /^\d+$/.test(step) ? Number(step) : names.indexOf(step);
  if (index >= 0 && (index < names.length || names.length === 0)) return index;
  const list = names.map((name, position) => `${position} ${name}`).join('\n');
  throw new UsageError('STEP_NOT_FOUND', `--step ${step}: the flow has no such step${didYouMean(step, names)}`, {
    detail: `Its steps, counted from 0:\n${list}`,
  });
}

async function readResults(file: string, streams: Streams): Promise<{ results: JsonObject; isReport: boolean }> {
  const value = parseJson(await readTextFile(resolve(streams.cwd(), file), `--with ${file}`), `--with (${file})`);
  if (!isJsonObject(value)) {
    throw new UsageError('ARGUMENT_INVALID', `--with ${file}: must be an object, the results of earlier steps by key`);
  }
  const isReport = typeof value['run_id'] === 'string' && isJsonObject(value['results']);
  return { results: isReport ? (value['results'] as JsonObject) : value, isReport };
}

function stepsOf(text: string): Json[] {
  let document: Json;
  try {
    document = JSON.parse(text) as Json;
  } catch {
    return [];
  }
  return isJsonObject(document) && Array.isArray(document['steps']) ? document['steps'] : [];
}

function nameOf(step: Json): string {
  const type = isJsonObject(step) ? step['type'] : undefined;
  return keyOf(step) ?? (typeof type === 'string' ? type : '');
}

function keyOf(step: Json): string | undefined {
  const names = isJsonObject(step) ? [step['result_key'], step['name']] : [];
  return names.find((name) => typeof name === 'string');
}
