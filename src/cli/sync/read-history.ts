import { UsageError } from '../../errors.ts';
import { didYouMean } from '../../nearest-name.ts';
import type { FlowRevision, FlowRow, FlowRowsPort } from '../../ports/index.ts';
import { diffDocuments } from '../../sync/index.ts';
import type { FlowChange } from '../../sync/types.ts';

/** A revision with what it changed. */
export interface ToldRevision extends FlowRevision {
  /** Since the revision before; empty for the first that is known. */
  changes: FlowChange[];
}

export interface FlowHistory {
  row: FlowRow;
  /** Newest first. */
  revisions: ToldRevision[];
}

/** The row of a flow and everything that Directus kept of its past. Throws `FLOW_NOT_FOUND` and `FLOW_DUPLICATE`. */
export async function readHistory(rows: FlowRowsPort, slug: string): Promise<FlowHistory> {
  const [row, another] = await rows.read([slug]);
  if (row === undefined) throw await notInDirectus(rows, slug);
  if (another !== undefined) {
    throw new UsageError('FLOW_DUPLICATE', `There are several rows with the slug "${slug}" in ${rows.location}`, {
      detail: `Delete all but one of them there: their ids are ${row.id}, ${another.id}, …`,
    });
  }
  const revisions = await rows.revisions(row.id);
  return { row, revisions: revisions.map((revision, index) => told(revision, revisions[index + 1])) };
}

function told(revision: FlowRevision, earlier: FlowRevision | undefined): ToldRevision {
  const isFirst = earlier === undefined || revision.action === 'create';
  return { ...revision, changes: isFirst ? [] : diffDocuments(earlier.document, revision.document, 'remote') };
}

async function notInDirectus(rows: FlowRowsPort, slug: string): Promise<UsageError> {
  const known = (await rows.read()).map((row) => row.slug);
  return new UsageError('FLOW_NOT_FOUND', `There is no flow "${slug}" in ${rows.location}${didYouMean(slug, known)}`, {
    detail: 'See what there is: genie-actions list --from directus',
  });
}
