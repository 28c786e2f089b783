import { isJsonObject, type Json } from '../../json.ts';

const SECRET_HEADER = /^(proxy-)?authorization$|^(set-)?cookie$|^x-(api|auth)-(key|token)$/i;
const REDACTED = '•••';

/** A flow without a last operation of its own answers with everything that it got, the headers of our request included. */
export function redactCredentials(answer: Json, authorization: string): Json {
  const token = authorization.replace(/^\w+ /, '');
  const redact = (value: Json): Json => {
    if (typeof value === 'string') return value.includes(token) ? value.replaceAll(token, REDACTED) : value;
    if (Array.isArray(value)) return value.map(redact);
    if (!isJsonObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, entry]) => [name, SECRET_HEADER.test(name) ? REDACTED : redact(entry)]),
    );
  };
  return redact(answer);
}
