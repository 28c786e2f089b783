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
