import { UsageError } from '../errors.ts';
import { didYouMean } from '../nearest-name.ts';
import type { FlowSource } from '../ports/index.ts';

/** The error for a slug that the source does not know: with the nearest one, and those that there are. */
export async function flowNotFound(flow: string, source: FlowSource): Promise<UsageError> {
  const slugs = (await source.list()).map(({ slug }) => slug);
  return new UsageError('FLOW_NOT_FOUND', `There is no flow "${flow}"${didYouMean(flow, slugs)}`, {
    detail: slugs.length === 0 ? 'There are no flows yet.' : `Known flows: ${slugs.slice(0, 20).join(', ')}.`,
  });
}
