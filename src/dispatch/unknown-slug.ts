import { GenieError } from '../errors.ts';

/** `FLOW_NOT_FOUND` for a tag of a flow that the model may not start, whether or not the project has it. */
export function unknownSlug(slug: string, nearest: string | undefined): GenieError {
  const question = nearest === undefined ? '' : `; did you mean "${nearest}"?`;
  return new GenieError('FLOW_NOT_FOUND', `There is no flow "${slug}"${question}`, {
    isRetryable: false,
    data: { slug },
    detail: "The slug is not on the interceptor's allow-list.",
  });
}
