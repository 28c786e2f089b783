import type { Json, JsonObject } from '../json.ts';
import type { Call } from './call.ts';

interface ModelRequest {
  /** The configured default when absent; without one the call rejects with `MODEL_REQUIRED`. */
  model?: string;
  system?: string;
  /** Ollama's options (`temperature`, `num_ctx`, …). `num_ctx` is sized to the prompt when absent. */
  options?: JsonObject;
  /** `"json"` or a JSON Schema that steers the answer. */
  format?: Json;
  keep_alive?: string | number;
}

export interface GenerateRequest extends ModelRequest {
  prompt: string;
  /** Base64. */
  images?: string[];
}

export interface ChatMessage {
  role: string;
  content: string;
  images?: string[];
}

export interface ChatRequest extends ModelRequest {
  messages: ChatMessage[];
}

/** Ollama's last record: `model`, `response`, `done_reason`, counts, times in nanoseconds. For a chat also `message`. */
export interface ModelAnswer extends JsonObject {
  model: string;
  /** The whole text. */
  response: string;
}

export interface ModelCall extends Call {
  /** Called as tokens arrive: how many so far, and the newest piece of text. */
  onToken?(count: number, text: string): void;
}

/** A server that speaks Ollama's protocol. */
export interface ModelPort {
  generate(request: GenerateRequest, call?: ModelCall): Promise<ModelAnswer>;
  chat(request: ChatRequest, call?: ModelCall): Promise<ModelAnswer>;
  listModels(call?: Call): Promise<Array<{ name: string; size: number; modified_at: string }>>;
}
