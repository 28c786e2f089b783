import { GenieError, type GenieErrorOptions } from '../../errors.ts';
import { issueText, type ValidationIssue } from '../schema/index.ts';

/** More issues than these are counted, not written out, in a sentence. */
const MAX_ISSUES_IN_TEXT = 10;

/** What an action's errors have in common: programs branch on `type` or `code`, never on the sentence. */
abstract class ActionError extends GenieError {
  abstract readonly type: string;

  /** The facts: `action`, and of validation errors `issues`. */
  get meta(): Readonly<Record<string, unknown>> {
    return this.data;
  }
}

/** The input does not fit; `run` was not called. */
export class ActionInputValidationError extends ActionError {
  readonly type = 'action_input_validation';

  constructor(action: string, issues: readonly ValidationIssue[]) {
    super('ACTION_INPUT_INVALID', issuesText(`The input of the action "${action}"`, issues), {
      ...issueFacts(action, issues),
      isRetryable: false,
    });
  }
}

/** What `run` returned does not fit; what it did is done. */
export class ActionOutputValidationError extends ActionError {
  readonly type = 'action_output_validation';

  constructor(action: string, issues: readonly ValidationIssue[]) {
    super('ACTION_OUTPUT_INVALID', issuesText(`The output of the action "${action}"`, issues), {
      ...issueFacts(action, issues),
      isRetryable: false,
      isOutcomeUnknown: true,
    });
  }
}

/** What `run` returned cannot be JSON; `cause` says where. What it did is done. */
export class ActionOutputSerializationError extends ActionError {
  readonly type = 'action_output_serialization';

  constructor(action: string, cause: Error) {
    super('ACTION_OUTPUT_NOT_JSON', `The output of the action "${action}" is not JSON: ${cause.message}`, {
      data: { action },
      cause,
      isRetryable: false,
      isOutcomeUnknown: true,
    });
  }
}

function issueFacts(action: string, issues: readonly ValidationIssue[]): GenieErrorOptions {
  return { data: { action, issues, problems: issues.map(issueText) } };
}

function issuesText(subject: string, issues: readonly ValidationIssue[]): string {
  const texts = issues.slice(0, MAX_ISSUES_IN_TEXT).map(issueText);
  const others = issues.length - texts.length;
  return `${subject} is not valid: ${texts.join('; ')}${others > 0 ? `; and ${others} more` : ''}`;
}
