import type { RunReport } from '../engine/index.ts';
import type { GenieError } from '../errors.ts';
import type { Masker } from '../secrets/index.ts';

/** The report of a run that ended before step 0. */
export function failureReport(slug: string, runId: string, failure: GenieError, masker: Masker): RunReport {
  const problems = failure.data['problems'];
  return {
    success: false,
    slug,
    run_id: runId,
    error: masker.maskText(failure.message),
    code: failure.code,
    ...(failure.detail === undefined ? {} : { detail: masker.maskText(failure.detail) }),
    ...(Array.isArray(problems) ? { problems: problems.map((problem) => masker.maskText(String(problem))) } : {}),
    results: {},
    warnings: [],
  };
}
