import { ServiceError } from '../../ports/index.ts';
import type { OllamaAddress } from './address.ts';

const START_HELP = 'Start Ollama ("ollama serve"), or set OLLAMA_HOST if it is somewhere else.';
const EXCERPT_CHARACTERS = 120;

/** The connection never came to be, or broke before the answer began. */
export function noConnection(address: OllamaAddress, cause: unknown): ServiceError {
  const code = errorCode(cause);
  if (code.startsWith('HPE_')) return badAnswer(address, 'something that is not HTTP', cause);
  if (code === 'ECONNRESET' || code === 'EPIPE') {
    return new ServiceError('model', 'CONNECTION_LOST', 'The model server closed the connection without an answer', {
      detail: `${address.shown} hung up. Its log says why; a model that does not fit into memory is the usual reason.`,
      cause,
    });
  }
  return new ServiceError('model', 'UNAVAILABLE', 'The model server cannot be reached', {
    detail: `Nothing answers at ${address.shown} (${code || String(cause)}). ${START_HELP}`,
    cause,
  });
}

/** Something answered, but not as Ollama does. `what` completes "… answered with". */
export function badAnswer(address: OllamaAddress, what: string, cause?: unknown): ServiceError {
  return new ServiceError('model', 'BAD_ANSWER', `The model server answered with ${what}`, {
    detail: `Is ${address.shown} an Ollama server? "curl ${address.shown}/api/version" should name its version.`,
    ...(cause === undefined ? {} : { cause }),
  });
}

export function unreadableLine(address: OllamaAddress, line: string, cause?: unknown): ServiceError {
  const what = /^\s*</.test(line) ? 'a web page' : 'a line that is not JSON';
  const error = badAnswer(address, what, cause);
  return new ServiceError('model', error.code, error.message, {
    detail: `${error.detail} It sent: ${line.trim().slice(0, EXCERPT_CHARACTERS)}`,
    cause,
  });
}

export function cutAnswer(address: OllamaAddress, cause?: unknown): ServiceError {
  return new ServiceError('model', 'BAD_ANSWER', 'The answer of the model stopped in the middle', {
    detail: `${address.shown} ended the answer without its last record. Its log says why; a model that ran out of memory is the usual reason.`,
    ...(cause === undefined ? {} : { cause }),
  });
}

export function endlessAnswer(maxCharacters: number): ServiceError {
  const limit = maxCharacters.toLocaleString('en-US');
  return new ServiceError('model', 'TOO_LARGE', `The answer of the model is longer than ${limit} characters`, {
    detail:
      'A model that repeats itself does not stop. Limit it with "options": { "num_predict": 1000 }, or take another.',
    data: { maxCharacters },
  });
}

export function modelFailed(
  serverMessage: string,
  data: Record<string, unknown> = {},
  isRetryable = true,
): ServiceError {
  return new ServiceError('model', 'MODEL_FAILED', `The model failed: ${serverMessage}`, { data, isRetryable });
}

/** An HTTP error status, with the body as far as it was read. */
export function refused(
  address: OllamaAddress,
  status: number,
  body: string,
  retryAfter: string | undefined,
): ServiceError {
  const serverMessage = errorField(body);
  const data = { status, ...(retryAfter === undefined ? {} : { retryAfter }) };
  if (status === 429) {
    return new ServiceError('model', 'RATE_LIMITED', 'The model server has too much to do', {
      detail: serverMessage ?? body,
      data,
    });
  }
  if (status === 401 || status === 403) {
    return new ServiceError('model', 'INVALID_CREDENTIALS', 'The model server refuses access', {
      detail: `${address.shown} answered ${status}. Check the headers that are configured for it.`,
      data,
      isRetryable: false,
    });
  }
  if (serverMessage !== undefined) return modelFailed(serverMessage, data, status >= 500);
  if (status >= 300 && status < 400) return badAnswer(address, `a redirect (status ${status})`);
  return status >= 500 ? modelFailed(`status ${status}`, data) : badAnswer(address, `status ${status} and no reason`);
}

export function modelNotFound(
  address: OllamaAddress,
  model: string,
  installed: readonly string[] | undefined,
): ServiceError {
  const there = installed === undefined ? '' : ` Installed there: ${installed.join(', ') || 'none'}.`;
  return new ServiceError('model', 'MODEL_NOT_FOUND', `The model "${model}" is not installed`, {
    detail: `Run "ollama pull ${model}" on the machine of ${address.shown}.${there}`,
    data: { model, ...(installed === undefined ? {} : { installed }) },
    isRetryable: false,
  });
}

export function modelRequired(): ServiceError {
  return new ServiceError('model', 'MODEL_REQUIRED', 'No model is named', {
    detail: 'Set "model" in the step, OLLAMA_MODEL in the environment, or ollama.model in the configuration.',
    isRetryable: false,
  });
}

function errorField(body: string): string | undefined {
  try {
    const { error } = JSON.parse(body) as { error?: unknown };
    if (typeof error === 'string') return error;
    return error === undefined ? undefined : JSON.stringify(error);
  } catch {
    return undefined;
  }
}

function errorCode(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : '';
}
