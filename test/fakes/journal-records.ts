import type { RunStart, StepRecord } from '../../src/ports/index.ts';

export function runStart(runId: string, more: Partial<RunStart> = {}): RunStart {
  return {
    runId,
    slug: 'a-flow',
    document: '{"slug":"a-flow"}',
    input: { n: 1 },
    context: { user_id: 'u1' },
    trigger: 'person',
    startedAt: 1_000,
    stubs: [],
    ...more,
  };
}

export function stepRecord(runId: string, path: string, more: Partial<StepRecord> = {}): StepRecord {
  return {
    runId,
    path,
    type: 'transform',
    key: null,
    status: 'done',
    effect: 'none',
    attempt: 1,
    result: '{"value":1}',
    isReusable: true,
    sessionId: null,
    errorCode: null,
    error: null,
    startedAt: 1_001,
    endedAt: 1_002,
    ...more,
  };
}
