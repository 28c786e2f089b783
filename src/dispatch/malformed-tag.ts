import { GenieError } from '../errors.ts';
import type { MalformedEvent } from '../intercept/index.ts';

/** What of a tag is kept for the audit, in UTF-16 code units: enough to see the mistake, not enough to fill a log. */
const MAX_RAW_CHARS = 2_048;

const REASONS: Readonly<Record<MalformedEvent['reason'], string>> = {
  'malformed-json': 'its parameters are not JSON',
  truncated: 'the answer ended before it did',
  'not-an-object': 'its parameters are not a JSON object',
  'forbidden-key': 'it uses a key that is not allowed',
  'too-deep': 'its parameters are nested too deep',
  'too-long': 'it is too long',
};

/** `MALFORMED_TAG`. What the model wrote stands in `data.raw`, cut, and never in the message. */
export function malformedTag({ slug, reason, raw }: MalformedEvent): GenieError {
  return new GenieError('MALFORMED_TAG', `The action "${slug}" could not be started: ${REASONS[reason]}`, {
    isRetryable: false,
    data: { reason, raw: cutRaw(raw) },
    detail: `The tag as the model wrote it: ${cutRaw(raw)}`,
  });
}

/** The beginning of a tag, well-formed. */
export function cutRaw(raw: string): string {
  return raw.length <= MAX_RAW_CHARS ? raw : `${raw.slice(0, MAX_RAW_CHARS).toWellFormed()}…`;
}
