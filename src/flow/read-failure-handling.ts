import { isJsonObject } from '../json.ts';
import {
  describe,
  FieldReader,
  isExpression,
  isInteger,
  isList,
  isString,
  type KnownKeys,
  type Takes,
} from './field-reader.ts';
import { joinPointer } from './json-position.ts';
import type { FieldProblem, OnError, RetryPolicy } from './types.ts';

const RETRY_KEYS: KnownKeys = new Map<string, Takes>([
  ['attempts', isInteger],
  ['delay_ms', isInteger],
  ['backoff', isString],
  ['max_delay_ms', isInteger],
  ['if', isExpression],
]);
const ON_ERROR_KEYS: KnownKeys = new Map<string, Takes>([['steps', isList]]);
const BACKOFFS = ['fixed', 'exponential'] as const;

/** What `retry` means where it leaves something out. */
const DEFAULT_RETRY = { delayMs: 500, backoff: 'exponential', maxDelayMs: 10_000 } as const;

export function readRetry(step: FieldReader, problems: FieldProblem[]): RetryPolicy | undefined {
  const raw = step.object('retry');
  if (raw === undefined) return undefined;
  const fields = new FieldReader(raw, joinPointer(step.pointer, 'retry'), problems);
  fields.refuseUnknownKeys(RETRY_KEYS, '"retry"');
  fields.require('attempts', 'how many tries in all, such as 3');
  const attempts = fields.integer('attempts', 1, Number.MAX_SAFE_INTEGER);
  return {
    attempts: attempts ?? 1,
    delayMs: fields.integer('delay_ms', 0, Number.MAX_SAFE_INTEGER) ?? DEFAULT_RETRY.delayMs,
    backoff: fields.oneOf('backoff', BACKOFFS) ?? DEFAULT_RETRY.backoff,
    maxDelayMs: fields.integer('max_delay_ms', 0, Number.MAX_SAFE_INTEGER) ?? DEFAULT_RETRY.maxDelayMs,
    if: fields.expression('if'),
  };
}

export function readOnError(step: FieldReader, problems: FieldProblem[]): OnError {
  const value = step.get('on_error');
  if (value === undefined || value === 'fail' || value === 'continue') return value ?? 'fail';
  if (!isJsonObject(value)) {
    const message = `"on_error" must be "fail", "continue" or { "steps": [...] }, not ${describe(value)}`;
    step.report('flow/type', message, 'on_error');
    return 'fail';
  }
  const fields = new FieldReader(value, joinPointer(step.pointer, 'on_error'), problems);
  fields.refuseUnknownKeys(ON_ERROR_KEYS, '"on_error"');
  fields.require('steps', 'what to run instead');
  const steps = fields.list('steps', 'steps');
  return steps === undefined ? 'fail' : { steps };
}
