import type { SyncBase } from '../../ports/index.ts';
import { canonicalDocument, columnChanges, diffDocuments } from '../../sync/index.ts';
import type { FlowPlan } from '../../sync/types.ts';
import type { FlowHistory, ToldRevision } from './read-history.ts';

/** The row gets what it was after the revision. The base stays, so that for `pull` it is a change in Directus. */
export function planRollback({ row }: FlowHistory, { document }: ToldRevision, base: SyncBase | undefined): FlowPlan {
  const { slug } = row;
  // The slug is how the flow is found, whatever it was called then.
  const wanted = canonicalDocument({ ...document, slug });
  const changes = columnChanges(row.document, wanted);
  const isSame = Object.keys(changes).length === 0;
  return {
    slug,
    state: isSame ? 'in-step' : 'remote-changed',
    action: isSame ? { kind: 'none' } : { kind: 'update-row', changes, document: wanted },
    nextBase: base,
    changes: diffDocuments(row.document, wanted, 'remote'),
    sides: { slug, local: undefined, remote: row, base },
  };
}
