import { ServiceError } from '../../ports/index.ts';

/** The connection never came to be: nothing was sent. */
const NOT_CONNECTED: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'the name is not known',
  EAI_AGAIN: 'the name could not be looked up just now',
  EHOSTUNREACH: 'no way leads there',
  ENETUNREACH: 'no way leads there',
  UND_ERR_CONNECT_TIMEOUT: 'it did not answer in time',
  EPROTO: 'it does not speak TLS',
  ERR_SSL_WRONG_VERSION_NUMBER: 'it does not speak TLS',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'it does not speak TLS',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is self-signed',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'nobody known vouches for its certificate',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'nobody known vouches for its certificate',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
  'bad port': 'HTTP is not spoken on this port',
};

/** What `fetch` says, without a code, of ports that browsers keep away from. */
const BAD_PORT = 'bad port';
/** The error of the parser of answers. */
const NO_HTTP = 'HTTPParserError';
const START_HELP = 'Start Directus, or correct DIRECTUS_URL.';

/** What `fetch` rejected with, told apart: before anything was sent (`UNAVAILABLE`), or afterwards (`CONNECTION_LOST`). */
export function connectionFailure(address: string, thrown: unknown): ServiceError {
  const code = errorCode(thrown);
  const explanation = NOT_CONNECTED[code];
  if (explanation !== undefined) {
    return new ServiceError('directus', 'UNAVAILABLE', 'Directus cannot be reached', {
      detail: `Connecting to ${address} failed: ${explanation} (${code}). ${START_HELP}`,
      data: { reason: code },
      cause: thrown,
    });
  }
  if (code === NO_HTTP || code === 'UND_ERR_HEADERS_OVERFLOW') {
    return badAnswer(address, 'something that is not HTTP', thrown);
  }
  return connectionLost(address, 'the connection ended before the answer was complete', code, thrown);
}

/** The request went out; whether it took effect is not known. */
export function connectionLost(address: string, what: string, reason: string, cause: unknown): ServiceError {
  const shown = reason === '' ? '' : ` (${reason})`;
  return new ServiceError('directus', 'CONNECTION_LOST', 'The connection to Directus was lost', {
    detail: `${address}: ${what}${shown}; whether the request took effect is not known.`,
    data: { reason },
    cause,
    isOutcomeUnknown: true,
  });
}

/** Something answered, but not as Directus does. `what` completes "Directus answered with". */
export function badAnswer(address: string, what: string, cause?: unknown): ServiceError {
  return new ServiceError('directus', 'BAD_ANSWER', `Directus answered with ${what}`, {
    detail: `Is ${address} a Directus, and nothing in front of it that answers in its place? "curl ${address}/server/ping" should say pong.`,
    ...(cause === undefined ? {} : { cause }),
    isOutcomeUnknown: true,
  });
}

/** The code of the first error of the chain of causes that has one, or what stands for it. */
function errorCode(thrown: unknown): string {
  for (let error = thrown; error instanceof Error; error = error.cause) {
    if (error.name === NO_HTTP) return NO_HTTP;
    if ('code' in error && typeof error.code === 'string') return error.code;
    if (error.message === BAD_PORT) return BAD_PORT;
  }
  return '';
}
