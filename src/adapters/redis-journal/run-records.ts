import type { Json, JsonObject } from '../../json.ts';
import type { PendingAudit, RunRecord, RunStart, RunStatus, StepRecord } from '../../ports/index.ts';
import { sortSteps } from '../sort-steps.ts';

/** How a run ended, as it is kept. */
export interface RunEnd {
  output: Json;
  error: string | null;
  errorCode: string | null;
  endedAt: number;
}

const NOT_ENDED = { endedAt: null, output: null, error: null, errorCode: null };

/** What `readRun` answers: start, document, status, end, resumes, whether the owner is alive. */
export type RunAnswer = [
  start: string,
  document: string,
  status: string,
  end: string,
  resumes: string,
  isAlive: number,
];

export function toRunRecord([start, document, status, end, resumes, isAlive]: RunAnswer): RunRecord {
  return {
    ...(JSON.parse(start) as Omit<RunStart, 'document'>),
    ...(end === '' ? NOT_ENDED : (JSON.parse(end) as RunEnd)),
    document,
    status: status === 'running' && isAlive !== 1 ? 'interrupted' : (status as RunStatus),
    resumes: Number(resumes),
  };
}

/** Steps from the hash of a run: `0 {…}`, the number is the place of a step's first record. */
export function toStepRecords(fields: Record<string, string>): StepRecord[] {
  const steps = Object.values(fields).map((value) => {
    const space = value.indexOf(' ');
    return { place: Number(value.slice(0, space)), step: JSON.parse(value.slice(space)) as StepRecord };
  });
  return sortSteps(steps.sort((a, b) => a.place - b.place).map(({ step }) => step));
}

/** Audit rows from ids and texts in turn, the oldest first. */
export function toAudits(answer: readonly string[]): PendingAudit[] {
  const audits: PendingAudit[] = [];
  for (let index = 0; index < answer.length; index += 2) {
    audits.push({ id: Number(answer[index]), row: JSON.parse(answer[index + 1]!) as JsonObject });
  }
  return audits.sort((a, b) => a.id - b.id);
}
