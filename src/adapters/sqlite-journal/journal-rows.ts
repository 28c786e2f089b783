import type { SQLOutputValue } from 'node:sqlite';
import type { Json, JsonObject } from '../../json.ts';
import type { RunRecord, RunStatus, StepRecord, StepStatus } from '../../ports/index.ts';
import type { RunOwner } from './run-owner.ts';

export type Row = Record<string, SQLOutputValue>;

/** The owner of a run, and when it was last heard of; `undefined` when its journal was closed. */
export function ownerOf(row: Row): { owner: RunOwner; heartbeatAt: number } | undefined {
  if (row['host'] === null) return undefined;
  const owner = {
    host: row['host'] as string,
    pid: row['pid'] as number,
    processStart: row['process_start'] as string,
  };
  return { owner, heartbeatAt: row['heartbeat_at'] as number };
}

export function toRunRecord(row: Row, status: RunStatus): RunRecord {
  return {
    runId: row['run_id'] as string,
    slug: row['slug'] as string,
    document: row['document'] as string,
    input: JSON.parse(row['input'] as string) as Json,
    context: JSON.parse(row['context'] as string) as JsonObject,
    trigger: row['trigger'] as string,
    startedAt: row['started_at'] as number,
    stubs: JSON.parse(row['stubs'] as string) as string[],
    status,
    endedAt: row['ended_at'] as number | null,
    output: JSON.parse(row['output'] as string) as Json,
    error: row['error'] as string | null,
    errorCode: row['error_code'] as string | null,
    resumes: row['resumes'] as number,
  };
}

export function toStepRecord(row: Row): StepRecord {
  return {
    runId: row['run_id'] as string,
    path: row['path'] as string,
    type: row['type'] as string,
    key: row['key'] as string | null,
    status: row['status'] as StepStatus,
    effect: row['effect'] as StepRecord['effect'],
    attempt: row['attempt'] as number,
    result: row['result'] as string | null,
    isReusable: row['is_reusable'] === 1,
    sessionId: row['session_id'] as string | null,
    errorCode: row['error_code'] as string | null,
    error: row['error'] as string | null,
    startedAt: row['started_at'] as number,
    endedAt: row['ended_at'] as number | null,
  };
}
