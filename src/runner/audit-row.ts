import type { GenieError } from '../errors.ts';
import type { RunReport } from '../engine/index.ts';
import type { Json, JsonObject } from '../json.ts';
import { isJsonObject } from '../json.ts';
import type { Masker } from '../secrets/index.ts';
import type { AuditField, AuditFields, RunTrigger } from './types.ts';

/** Directus refuses requests over 1 MB by default, so a row stays far below. */
const MAX_TEXT_CHARS = 4_000;
const MAX_VALUE_CHARS = 100_000;
const MAX_STACK_LINES = 50;

export interface AuditedRun {
  report: RunReport;
  failure: GenieError | undefined;
  input: Json;
  context: JsonObject;
  trigger: RunTrigger;
  startedAt: number;
  endedAt: number;
  droppedFields: readonly string[];
}

/** The row of `agent_audits` for one run: secrets masked first, then large values cut. */
export function auditRow(run: AuditedRun, fields: AuditFields, masker: Masker): JsonObject {
  const { report, failure } = run;
  const row: Record<AuditField, Json> = {
    run_id: report.run_id,
    slug: report.slug,
    status: report.success ? 'success' : report.code === 'FLOW_NOT_FOUND' ? 'miss' : 'error',
    user_id: run.context['user_id'] ?? null,
    input: withDropped(run.input, run.droppedFields),
    results: report.results,
    error: report.success ? null : report.error,
    error_code: report.success ? null : report.code,
    failed_step: report.success ? null : (report.failedStep ?? null),
    stack: failure === undefined ? null : stackOf(failure),
    started_at: new Date(run.startedAt).toISOString(),
    duration_ms: run.endedAt - run.startedAt,
    source: run.trigger,
  };
  const masked = masker.mask(row);
  return Object.fromEntries(
    Object.entries(masked)
      .filter(([field]) => fields[field as AuditField] !== false)
      .map(([field, value]) => [fields[field as AuditField] || field, cut(value)]),
  );
}

function withDropped(input: Json, droppedFields: readonly string[]): Json {
  return droppedFields.length === 0 || !isJsonObject(input) ? input : { ...input, $dropped: [...droppedFields] };
}

function stackOf(failure: GenieError): string {
  const stacks: string[] = [];
  for (let error: unknown = failure; error instanceof Error; error = error.cause)
    stacks.push(error.stack ?? error.message);
  return stacks.join('\ncaused by: ').split('\n').slice(0, MAX_STACK_LINES).join('\n');
}

function cut(value: Json): Json {
  const short = cutTexts(value);
  const text = JSON.stringify(short);
  return text.length <= MAX_VALUE_CHARS
    ? short
    : { truncated: true, chars: text.length, start: text.slice(0, MAX_TEXT_CHARS) };
}

function cutTexts(value: Json): Json {
  if (typeof value === 'string') {
    return value.length <= MAX_TEXT_CHARS
      ? value
      : `${value.slice(0, MAX_TEXT_CHARS)}… (${value.length - MAX_TEXT_CHARS} more characters)`;
  }
  if (Array.isArray(value)) return value.map(cutTexts);
  if (isJsonObject(value))
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, cutTexts(inner)]));
  return value;
}
