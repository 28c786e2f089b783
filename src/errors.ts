/** What an error carries besides its sentence. */
export interface GenieErrorOptions {
  /** For the person at the terminal: the way out, the command that helps, what was looked at. Never shown in a chat. */
  detail?: string;
  /** The facts behind the sentence, for programs. Holds no secret. */
  data?: Readonly<Record<string, unknown>>;
  cause?: unknown;
  /** `false`: trying again cannot help, so `retry` does not. Default `true`. */
  isRetryable?: boolean;
  /** `true`: the request was sent and nobody knows whether it took effect (a lost connection, a time limit). Default `false`. */
  isOutcomeUnknown?: boolean;
}

/** The same in every copy of this package: a project's own step types load another one than the bundled command. */
const BRAND = Symbol.for('genie-actions.error');

/**
 * The base of every error that this package throws on purpose.
 *
 * `code` is stable and in capitals (`COLLECTION_NOT_FOUND`); programs match it. `message` is one sentence that is safe to
 * show in a chat. `detail` is for the person who runs the tool.
 */
export class GenieError extends Error {
  readonly [BRAND] = true;
  readonly code: string;
  readonly detail: string | undefined;
  readonly data: Readonly<Record<string, unknown>>;
  readonly isRetryable: boolean;
  readonly isOutcomeUnknown: boolean;

  constructor(code: string, message: string, options: GenieErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = new.target.name;
    this.code = code;
    this.detail = options.detail;
    this.data = options.data ?? {};
    this.isRetryable = options.isRetryable ?? true;
    this.isOutcomeUnknown = options.isOutcomeUnknown ?? false;
  }
}

// Not a static method of the class: every subclass would inherit it and count any error of ours as its own.
Object.defineProperty(GenieError, Symbol.hasInstance, {
  value(this: unknown, value: unknown): boolean {
    if (this !== GenieError) return Function.prototype[Symbol.hasInstance].call(this, value);
    return typeof value === 'object' && value !== null && BRAND in value;
  },
});

/** Wrong usage, configuration or input: the command line ends with status 2. */
export class UsageError extends GenieError {
  constructor(code: string, message: string, options: GenieErrorOptions = {}) {
    super(code, message, { isRetryable: false, ...options });
  }
}

/** Turns whatever was thrown into an error of this package; the original is kept as `cause`. */
export function toGenieError(thrown: unknown, code = 'INTERNAL'): GenieError {
  if (thrown instanceof GenieError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new GenieError(code, message || 'unknown error', { cause: thrown });
}
