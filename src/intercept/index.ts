export { createInterceptor, InterceptorEndedError } from './interceptor.ts';
export type { Interceptor } from './interceptor.ts';
export type { InterceptorOptions } from './options.ts';
export { neutralize } from './neutralize.ts';
export type {
  ActionEvent,
  EndEvent,
  InterceptorEvent,
  InterceptorStats,
  MalformedEvent,
  MalformedReason,
  QuotedEvent,
  Repair,
  Span,
  SuppressedEvent,
  TagStartEvent,
  TextEvent,
} from './events.ts';
export type { JsonObject, JsonValue } from './params/json-value.ts';
export { interceptText } from './wrap/async-iterable.ts';
export { createInterceptorStream } from './wrap/web-stream.ts';
export { createByteInterceptor } from './wrap/bytes.ts';
export type { ByteInterceptor } from './wrap/bytes.ts';
export { createOpenAiInterceptor } from './wire/openai.ts';
export { createOllamaInterceptor } from './wire/ollama.ts';
export type {
  RecordTooLongEvent,
  UpstreamErrorEvent,
  WireEvent,
  WireInterceptor,
  WireOptions,
  WireResult,
} from './wire/wire.ts';
