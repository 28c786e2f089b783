import { GenieError } from '../errors.ts';
import { didYouMean } from '../nearest-name.ts';

/** `FLOW_NOT_FOUND` for a tag of a flow that the model may not start, whether or not the project has it. */
export function unknownSlug(slug: string, known: readonly string[]): GenieError {
  return new GenieError('FLOW_NOT_FOUND', `There is no flow "${slug}"${didYouMean(slug, known)}`, {
    isRetryable: false,
    data: { slug },
    detail: "The slug is not on the interceptor's allow-list.",
  });
}
