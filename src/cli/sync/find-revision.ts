import { UsageError } from '../../errors.ts';
import { parseCount } from '../parse-count.ts';
import type { FlowHistory, ToldRevision } from './read-history.ts';

/** The revision with a number. Throws `OPTION_INVALID` and `REVISION_NOT_FOUND`. */
export function findRevision({ row, revisions }: FlowHistory, written: string): ToldRevision {
  const id = parseCount('REVISION', written, 1);
  const found = revisions.find((revision) => revision.id === id);
  if (found !== undefined) return found;
  const newest = revisions.slice(0, 8).map((revision) => revision.id);
  throw new UsageError('REVISION_NOT_FOUND', `"${row.slug}" has no revision ${id}`, {
    detail:
      newest.length === 0
        ? 'It has none at all.'
        : `The newest are ${newest.join(', ')}: genie-actions history ${row.slug}`,
  });
}
