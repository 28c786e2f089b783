import { UsageError } from '../../errors.ts';
import type { ResumeOptions } from '../../runner/types.ts';
import { parseDuration } from '../duration.ts';
import { parseJson } from '../json-argument.ts';
import { openProject } from '../open-project.ts';
import type { Outcome } from '../outcome.ts';
import { performRun } from '../perform-run.ts';
import type { Session } from '../session.ts';
import { storeRemarks } from '../store-remarks.ts';

export interface ResumeFlags {
  /** `true` when no result was given. */
  assumeDone?: string | true;
  again?: boolean;
  allowHost?: string[];
  timeout?: string;
  queue?: boolean;
}

/** `resume RUN`. */
export async function resume(session: Session, runId: string, flags: ResumeFlags): Promise<Outcome> {
  const decision = decisionOf(flags);
  const limit = flags.timeout === undefined ? {} : { timeoutMs: parseDuration('--timeout', flags.timeout) };
  const settings = await session.loadSettings({ allowHosts: flags.allowHost ?? [] });
  const project = await openProject(settings, flags.queue ? { fleet: {} } : {});
  try {
    return await performRun({
      session,
      stubs: [],
      isResumable: true,
      remarks: () => storeRemarks(project),
      start: (options) => project.runner.resume(runId, { ...options, ...limit, ...decision }),
    });
  } finally {
    await project.close();
  }
}

function decisionOf({ assumeDone, again }: ResumeFlags): Pick<ResumeOptions, 'unknownOutcome'> {
  if (assumeDone !== undefined && again) {
    throw new UsageError('OPTIONS_CONFLICT', '--assume-done and --again exclude each other');
  }
  if (again) return { unknownOutcome: { decision: 'again' } };
  if (assumeDone === undefined) return {};
  if (assumeDone === true) return { unknownOutcome: { decision: 'assume-done' } };
  return { unknownOutcome: { decision: 'assume-done', result: parseJson(assumeDone, '--assume-done') } };
}
