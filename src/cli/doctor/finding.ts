import { toGenieError } from '../../errors.ts';

/** What a check found. */
export interface Finding {
  name: string;
  /** `missing`: not there, and some flows need it; `unused`: not there, and nothing needs it. Only `broken` is a failure. */
  status: 'ok' | 'missing' | 'unused' | 'broken';
  message: string;
  /** What to do about it. */
  fix?: string;
}

/** What an error says, as a finding. */
export function messageAndFix(thrown: unknown): Pick<Finding, 'message' | 'fix'> {
  const { message, detail } = toGenieError(thrown);
  return { message, ...(detail === undefined ? {} : { fix: detail }) };
}

/** How long a service may take to answer. */
export const ANSWER_LIMIT_MS = 3000;
