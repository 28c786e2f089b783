import { ServiceError } from '../../ports/index.ts';

/** Changing `num_ctx` makes Ollama load the model again: few sizes, each the double of the one before. */
const SMALLEST_CONTEXT_TOKENS = 4096;
const DEFAULT_ANSWER_TOKENS = 2048;
const LEAST_ANSWER_TOKENS = 256;
/** Turn markers and default system texts of chat templates. */
const TEMPLATE_TOKENS = 64;
const MESSAGE_TOKENS = 16;
/** Between Gemma's 256 and what vision models with tiles take. */
const IMAGE_TOKENS = 1600;

/** What goes into the context, before the answer. */
export interface PromptParts {
  texts: readonly string[];
  imageCount: number;
}

export interface ContextLimits {
  /** The caller's own `num_ctx`, which is respected. */
  wanted: number | undefined;
  /** `num_predict`, when it is a real limit. */
  answerTokens: number | undefined;
  maxContextTokens: number;
}

/**
 * The `num_ctx` of a request. Without one Ollama takes a small default and cuts the prompt from the front, silently.
 * Throws `PROMPT_TOO_LONG` when the prompt cannot fit.
 */
export function contextTokens(parts: PromptParts, limits: ContextLimits): number {
  const promptTokens = estimateTokens(parts);
  if (limits.wanted !== undefined) {
    if (leastTokens(parts) > limits.wanted) throw promptTooLong(promptTokens, limits.wanted, 'options.num_ctx');
    return limits.wanted;
  }
  const { maxContextTokens } = limits;
  if (promptTokens + LEAST_ANSWER_TOKENS > maxContextTokens) {
    throw promptTooLong(
      promptTokens,
      maxContextTokens - LEAST_ANSWER_TOKENS,
      'ollama.maxContextTokens in the configuration',
    );
  }
  const needed = promptTokens + (limits.answerTokens ?? DEFAULT_ANSWER_TOKENS);
  let size = SMALLEST_CONTEXT_TOKENS;
  while (size < needed) size *= 2;
  return Math.min(size, maxContextTokens);
}

/** Fails with `PROMPT_TOO_LONG` when the model cannot have read the whole prompt. */
export function checkWholePromptWasRead(parts: PromptParts, promptEvalCount: unknown, sentContextTokens: number): void {
  if (typeof promptEvalCount !== 'number' || promptEvalCount <= 0) return;
  if (promptEvalCount < sentContextTokens && promptEvalCount >= leastTokens(parts)) return;
  const promptTokens = estimateTokens(parts);
  const message = `The model read only ${count(promptEvalCount)} tokens of a prompt of about ${count(promptTokens)}`;
  throw new ServiceError('model', 'PROMPT_TOO_LONG', message, {
    detail: `Ollama cut the beginning off. Shorten the prompt, raise options.num_ctx (it was ${count(sentContextTokens)}), or take a model with a larger context.`,
    data: { promptEvalCount, estimatedTokens: promptTokens, contextTokens: sentContextTokens },
    isRetryable: false,
  });
}

/** On the safe side: English has 4 to 5 letters a token, JSON and code about 3, other scripts up to a token per two bytes. */
export function estimateTokens({ texts, imageCount }: PromptParts): number {
  let tokens = TEMPLATE_TOKENS + imageCount * IMAGE_TOKENS;
  for (const text of texts) {
    const otherBytes = bytesBeyondAscii(text);
    tokens += MESSAGE_TOKENS + asciiLength(text) / 3 + otherBytes / 2;
  }
  return Math.ceil(tokens);
}

/** What no tokenizer gets below: ten characters a token, once runs of one character (which can be a single token) are taken out. */
function leastTokens({ texts }: PromptParts): number {
  let characters = 0;
  for (const text of texts) characters += text.replace(/\s+|(.)\1{3,}/gs, ' ').length;
  return Math.floor(characters / 10);
}

function bytesBeyondAscii(text: string): number {
  return Buffer.byteLength(text) - asciiLength(text);
}

function asciiLength(text: string): number {
  let length = 0;
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) < 128) length += 1;
  return length;
}

function promptTooLong(promptTokens: number, maxTokens: number, limitName: string): ServiceError {
  const message = `The prompt is too long: about ${count(promptTokens)} tokens, and ${count(maxTokens)} fit`;
  return new ServiceError('model', 'PROMPT_TOO_LONG', message, {
    detail: `Shorten the prompt by about ${count(promptTokens - maxTokens)} tokens (3 characters each), or raise ${limitName} if the model and the memory allow it.`,
    data: { estimatedTokens: promptTokens, maxTokens },
    isRetryable: false,
  });
}

function count(tokens: number): string {
  return tokens.toLocaleString('en-US');
}
