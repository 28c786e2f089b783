import { ServiceError } from '../../ports/index.ts';
import type { HostAndPort } from './allowed-hosts.ts';

export function addressForbidden({ hostname, port }: HostAndPort, address: string): ServiceError {
  const target = `${hostname.includes(':') ? `[${hostname}]` : hostname}:${port}`;
  const shown = address === hostname ? 'is' : `leads to ${address},`;
  return new ServiceError('http', 'ADDRESS_FORBIDDEN', `The address ${target} is not allowed`, {
    detail: `${hostname} ${shown} not a public address. If it is meant, run with --allow-host ${target}, or add "${target}" to http.allowHosts in the configuration.`,
    data: { host: hostname, port, address },
    isRetryable: false,
  });
}

export function invalidUrl(message: string): ServiceError {
  return new ServiceError('http', 'INVALID_URL', message, {
    detail: 'Write a whole URL that begins with http:// or https://.',
    isRetryable: false,
  });
}

/** No connection came to be: nothing was sent. */
export function unavailable({ hostname, port }: HostAndPort, cause: Error): ServiceError {
  const code = 'code' in cause ? String(cause.code) : cause.message;
  return new ServiceError('http', 'UNAVAILABLE', `${hostname} cannot be reached`, {
    detail: `Connecting to ${hostname}:${port} failed: ${EXPLANATIONS[code] ?? code}.`,
    data: { host: hostname, port, reason: code },
    cause,
  });
}

const EXPLANATIONS: Record<string, string> = {
  ECONNREFUSED: 'nothing listens there (ECONNREFUSED)',
  ENOTFOUND: 'the name is not known (ENOTFOUND)',
  EAI_AGAIN: 'the name could not be looked up just now (EAI_AGAIN)',
  UND_ERR_CONNECT_TIMEOUT: 'it did not answer in time',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is self-signed',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
};

/** The connection broke after the request was sent. */
export function connectionLost({ hostname, port }: HostAndPort, cause: unknown): ServiceError {
  return new ServiceError('http', 'CONNECTION_LOST', `The connection to ${hostname} was lost`, {
    detail: `${hostname}:${port} ended the connection before its answer was complete; whether the request took effect is not known.`,
    cause,
    isOutcomeUnknown: true,
  });
}

export function tooLarge({ hostname }: HostAndPort, maxBytes: number): ServiceError {
  return new ServiceError(
    'http',
    'TOO_LARGE',
    `The answer of ${hostname} is longer than ${maxBytes.toLocaleString('en-US')} bytes`,
    {
      detail: 'Raise max_bytes, or ask for less.',
      data: { maxBytes },
      isRetryable: false,
      isOutcomeUnknown: true,
    },
  );
}

/** `what` completes "… answered with". */
export function badAnswer({ hostname, port }: HostAndPort, what: string, cause?: unknown): ServiceError {
  return new ServiceError('http', 'BAD_ANSWER', `${hostname} answered with ${what}`, {
    detail: `The server at ${hostname}:${port} does not speak HTTP as it should.`,
    isOutcomeUnknown: true,
    ...(cause === undefined ? {} : { cause }),
  });
}

export function cannotSend(cause: Error): ServiceError {
  return new ServiceError('http', 'INVALID_PAYLOAD', `The request cannot be sent: ${cause.message}`, {
    detail: 'Look at the method and the headers: a name or value holds characters that HTTP does not allow.',
    cause,
    isRetryable: false,
  });
}
