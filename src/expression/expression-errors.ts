import { GenieError } from '../errors.ts';

/** A reference to something that is not there (`REFERENCE_MISSING`). The message says what is there instead. */
export class ReferenceProblem extends GenieError {
  constructor(
    text: string,
    reason: string,
    options: { detail?: string; data?: Readonly<Record<string, unknown>> } = {},
  ) {
    const { detail, data } = options;
    super('REFERENCE_MISSING', `"${text}": ${reason}`, {
      isRetryable: false,
      data: { reference: text, ...data },
      ...(detail === undefined ? {} : { detail }),
    });
  }
}

export type ExpressionCode = 'EXPRESSION_INVALID' | 'EXPRESSION_FAILED' | 'EXPRESSION_TOO_COSTLY';

export interface ExpressionProblemOptions {
  /** What the range counts from; without a range the whole of it is meant. */
  source: string;
  start?: number;
  end?: number;
  detail?: string;
  cause?: unknown;
}

/** An expression that cannot be read, cannot be evaluated, or would cost too much. */
export class ExpressionProblem extends GenieError {
  declare readonly code: ExpressionCode;
  /** The expression as it is written, with its `$` and without its braces. */
  readonly source: string;
  /** UTF-16 offsets in `source`; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
  readonly reason: string;

  constructor(code: ExpressionCode, reason: string, options: ExpressionProblemOptions) {
    const { source, start = 0, end = source.length, detail, cause } = options;
    super(code, `"${shorten(source)}": ${reason}`, {
      isRetryable: false,
      data: { source, start, end },
      cause,
      ...(detail === undefined ? {} : { detail }),
    });
    this.source = source;
    this.reason = reason;
    this.start = start;
    this.end = Math.min(source.length, Math.max(end, start + 1));
  }
}

function shorten(source: string): string {
  return source.length > 80 ? `${source.slice(0, 79)}…` : source;
}
