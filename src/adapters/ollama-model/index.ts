import type {
  ChatRequest as OllamaChatRequest,
  GenerateRequest as OllamaGenerateRequest,
  Ollama,
} from 'ollama/browser';
import type { JsonObject } from '../../json.ts';
import {
  type Call,
  type ChatMessage,
  type ChatRequest,
  type GenerateRequest,
  type ModelAnswer,
  type ModelCall,
  type ModelPort,
  ServiceError,
} from '../../ports/index.ts';
import { ollamaAddress } from './address.ts';
import { joinAnswer } from './answer.ts';
import { withClient } from './client.ts';
import { checkWholePromptWasRead, contextTokens, type PromptParts } from './context-size.ts';
import { modelNotFound, modelRequired } from './failures.ts';

const DEFAULT_MAX_CONTEXT_TOKENS = 32_768;
const LIST_TIMEOUT_MS = 2000;

export interface OllamaModelOptions {
  /** `OLLAMA_HOST` in any of its forms. Default: `127.0.0.1:11434`. */
  host?: string;
  /** Taken when a request names no model. */
  defaultModel?: string;
  /** Sent with every request, such as `authorization`. */
  headers?: Readonly<Record<string, string>>;
  /** The largest `num_ctx` that is chosen without being asked for. Default: 32,768. */
  maxContextTokens?: number;
}

interface Streamed {
  model: string;
  parts: PromptParts;
  options: JsonObject;
  start(client: Ollama): Promise<AsyncIterable<object>>;
}

/**
 * The model port on a server that speaks Ollama's protocol. Answers are always streamed, so that tokens can be shown and an abort
 * stops the server's work. Rejects with `MODEL_REQUIRED`, `MODEL_NOT_FOUND`, `PROMPT_TOO_LONG`, `UNAVAILABLE`, `CONNECTION_LOST`,
 * `BAD_ANSWER`, `MODEL_FAILED`, `RATE_LIMITED`, `INVALID_CREDENTIALS`, or the reason of the signal.
 */
export function ollamaModel(setup: OllamaModelOptions = {}): ModelPort {
  const address = ollamaAddress(setup.host);

  async function ask(streamed: Streamed, call: ModelCall): Promise<ModelAnswer> {
    const answer = await withClient(address, setup.headers, call.signal, async (client) => {
      return joinAnswer(await streamed.start(client), call);
    }).catch(async (error: unknown) => {
      throw isModelMissing(error) ? modelNotFound(address, streamed.model, await installedModels(call.signal)) : error;
    });
    checkWholePromptWasRead(streamed.parts, answer.prompt_eval_count, Number(streamed.options.num_ctx));
    return answer;
  }

  async function listModels({ signal }: Call = {}): ReturnType<ModelPort['listModels']> {
    const { models } = await withClient(address, setup.headers, signal, (client) => client.list());
    return models.map(({ name, size, modified_at }) => ({ name, size, modified_at: String(modified_at) }));
  }

  async function installedModels(signal: AbortSignal | undefined): Promise<string[] | undefined> {
    const limit = AbortSignal.timeout(LIST_TIMEOUT_MS);
    try {
      const models = await listModels({ signal: signal === undefined ? limit : AbortSignal.any([signal, limit]) });
      return models.map(({ name }) => name);
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof ServiceError || error === limit.reason) return undefined;
      throw error;
    }
  }

  return {
    async generate(request: GenerateRequest, call: ModelCall = {}) {
      const model = modelOf(request.model, setup.defaultModel);
      const { prompt, system, format, keep_alive, images } = request;
      const parts = { texts: [system ?? '', prompt], imageCount: images?.length ?? 0 };
      const options = sizedOptions(parts, request.options, setup.maxContextTokens);
      const body = { model, prompt, options, ...given({ system, format, keep_alive, images }), stream: true };
      const start = (client: Ollama) => client.generate(body as unknown as OllamaGenerateRequest & { stream: true });
      return ask({ model, parts, options, start }, call);
    },
    async chat(request: ChatRequest, call: ModelCall = {}) {
      const model = modelOf(request.model, setup.defaultModel);
      const messages = withSystem(request.messages, request.system);
      const imageCount = messages.reduce((sum, { images }) => sum + (images?.length ?? 0), 0);
      const parts = { texts: messages.map(({ content }) => content), imageCount };
      const options = sizedOptions(parts, request.options, setup.maxContextTokens);
      const { format, keep_alive } = request;
      const body = { model, messages, options, ...given({ format, keep_alive }), stream: true };
      const start = (client: Ollama) => client.chat(body as unknown as OllamaChatRequest & { stream: true });
      return ask({ model, parts, options, start }, call);
    },
    listModels,
  };
}

function modelOf(asked: string | undefined, configured: string | undefined): string {
  const model = asked || configured;
  if (model === undefined || model === '') throw modelRequired();
  return model;
}

function sizedOptions(
  parts: PromptParts,
  options: JsonObject = {},
  maxContextTokens = DEFAULT_MAX_CONTEXT_TOKENS,
): JsonObject {
  const { num_ctx: wanted, num_predict: predicted } = options;
  const num_ctx = contextTokens(parts, {
    wanted: typeof wanted === 'number' && wanted > 0 ? wanted : undefined,
    answerTokens: typeof predicted === 'number' && predicted > 0 ? predicted : undefined,
    maxContextTokens,
  });
  return { ...options, num_ctx };
}

function withSystem(messages: readonly ChatMessage[], system: string | undefined): ChatMessage[] {
  const copies = messages.map((message) => ({ ...message }));
  return system === undefined || system === '' ? copies : [{ role: 'system', content: system }, ...copies];
}

function given(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function isModelMissing(error: unknown): boolean {
  return error instanceof ServiceError && error.data.status === 404 && error.code === 'MODEL_FAILED';
}
