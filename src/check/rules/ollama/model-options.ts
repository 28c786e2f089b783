import { isJsonObject, type Json, type JsonObject } from '../../../json.ts';
import type { StepNode } from '../../model/index.ts';
import { isModelCall } from './is-model-call.ts';

export type OptionKind = 'number' | 'boolean' | 'list';

const BY_KIND: Readonly<Record<OptionKind, readonly string[]>> = {
  number: [
    'temperature',
    'top_p',
    'top_k',
    'min_p',
    'typical_p',
    'num_predict',
    'num_ctx',
    'num_keep',
    'num_batch',
    'num_gpu',
    'main_gpu',
    'num_thread',
    'seed',
    'repeat_last_n',
    'repeat_penalty',
    'presence_penalty',
    'frequency_penalty',
    'mirostat',
    'mirostat_tau',
    'mirostat_eta',
    'tfs_z',
  ],
  boolean: ['penalize_newline', 'low_vram', 'use_mmap', 'use_mlock', 'numa'],
  list: ['stop'],
};

/** What Ollama's options take. */
export const MODEL_OPTIONS: ReadonlyMap<string, OptionKind> = new Map(
  (Object.keys(BY_KIND) as OptionKind[]).flatMap((kind) => BY_KIND[kind].map((name) => [name, kind] as const)),
);

/** Options of earlier versions, which are nobody's misspelling. */
export const FORMER_OPTIONS: ReadonlySet<string> = new Set([
  'num_gqa',
  'f16_kv',
  'logits_all',
  'vocab_only',
  'embedding_only',
  'rope_frequency_base',
  'rope_frequency_scale',
]);

/** The options of a question to a model, where they are written out. */
export function writtenOptions(node: StepNode): JsonObject | undefined {
  const options: Json | undefined = Object.hasOwn(node.step.config, 'options')
    ? node.step.config['options']
    : undefined;
  return isJsonObject(options) && isModelCall(node) ? options : undefined;
}
