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
  const names = stepNames((await source.find(flow))?.text ?? '');
  return { step: stepIndex(step, names), results: file === undefined ? {} : await readResults(file, streams) };
}

function stepIndex(step: string, names: readonly string[]): number {
  const index = /^\d+$/.test(step) ? Number(step) : names.indexOf(step);
  if (index >= 0 && (index < names.length || names.length === 0)) return index;
  const list = names.map((name, position) => `${position} ${name}`).join('\n');
  throw new UsageError('STEP_NOT_FOUND', `--step ${step}: the flow has no such step${didYouMean(step, names)}`, {
    detail: `Its steps, counted from 0:\n${list}`,
  });
}

async function readResults(file: string, streams: Streams): Promise<JsonObject> {
  const value = parseJson(await readTextFile(resolve(streams.cwd(), file), `--with ${file}`), `--with (${file})`);
  if (!isJsonObject(value)) {
    throw new UsageError('ARGUMENT_INVALID', `--with ${file}: must be an object, the results of earlier steps by key`);
  }
  const isReport = typeof value['run_id'] === 'string' && isJsonObject(value['results']);
  return isReport ? (value['results'] as JsonObject) : value;
}

function stepNames(text: string): string[] {
  let document: Json;
  try {
    document = JSON.parse(text) as Json;
  } catch {
    return [];
  }
  const steps = isJsonObject(document) && Array.isArray(document['steps']) ? document['steps'] : [];
  return steps.map((step) => {
    const names = isJsonObject(step) ? [step['result_key'], step['name'], step['type']] : [];
    return names.find((name) => typeof name === 'string') ?? '';
  });
}
