import { isJsonObject, type Json } from '../../json.ts';
import { invalidCredentials } from './invalid-credentials.ts';

/** An encrypted value as it is stored: `{ "enc": "v1:<iv>:<tag>:<ciphertext>" }`, all in hex. */
export interface Envelope {
  enc: string;
}

export interface EnvelopeParts {
  /** As long as whoever encrypted it chose: 12 bytes usually. */
  iv: Buffer;
  tag: Buffer;
  ciphertext: Buffer;
}

export const VERSION = 'v1';

/** GCM also takes shorter tags, which can be forged: those are refused. */
export const TAG_BYTES = 16;

const MAX_IV_BYTES = 64;

export function writeEnvelope({ iv, tag, ciphertext }: EnvelopeParts): Envelope {
  return { enc: [VERSION, ...[iv, tag, ciphertext].map((part) => part.toString('hex'))].join(':') };
}

/** Takes the object, the bare text in it, and the object as a text. Throws `CREDENTIALS_INVALID`. */
export function readEnvelope(stored: Json): EnvelopeParts {
  const [version, ...parts] = envelopeText(stored).trim().split(':');
  if (version !== VERSION) throw invalidCredentials(`they do not begin with "${VERSION}:"`);
  if (parts.length !== 3) throw invalidCredentials(`they have ${parts.length + 1} parts instead of 4`);
  if (!parts.every((part) => /^(?:[0-9a-f]{2})*$/i.test(part))) throw invalidCredentials('a part is not hex');
  const [iv, tag, ciphertext] = parts.map((part) => Buffer.from(part, 'hex')) as [Buffer, Buffer, Buffer];
  if (iv.length === 0 || iv.length > MAX_IV_BYTES) throw invalidCredentials(`the IV has ${iv.length} bytes`);
  if (tag.length !== TAG_BYTES) throw invalidCredentials(`the tag has ${tag.length} bytes instead of ${TAG_BYTES}`);
  return { iv, tag, ciphertext };
}

function envelopeText(stored: Json): string {
  const value = typeof stored === 'string' ? objectIn(stored) : stored;
  const text = isJsonObject(value) ? value['enc'] : value;
  if (typeof text === 'string') return text;
  throw invalidCredentials('they are neither a text nor an object with "enc"', {
    detail: 'They are stored as { "enc": "v1:…" }: genie-actions credentials encrypt makes that.',
  });
}

/** A text column holds the object as JSON. */
function objectIn(text: string): Json {
  if (!text.trimStart().startsWith('{')) return text;
  try {
    return JSON.parse(text) as Json;
  } catch {
    // The parser's complaint quotes what it read.
    throw invalidCredentials('they are not valid JSON');
  }
}
