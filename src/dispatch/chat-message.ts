import type { RunReport } from '../engine/index.ts';

const MAX_CHARS = 300;

/**
 * What a chat says about an action that failed: one line, at most 300 characters, nothing of the run's detail, parameters
 * or results. `undefined` for one that succeeded. It is plain text: a host escapes it as it escapes the model's own.
 */
export function chatMessage(report: RunReport): string | undefined {
  if (report.success) return undefined;
  const line = report.error.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim();
  return line.length <= MAX_CHARS ? line : `${line.slice(0, MAX_CHARS - 1).toWellFormed()}…`;
}
