import { FLOW_KEYS } from '../../adapters/flow-document.ts';
import { GenieError } from '../../errors.ts';
import type { FlowRowsPort } from '../../ports/index.ts';
import type { FlowPlan } from '../../sync/types.ts';
import type { Target } from './choose-target.ts';
import { inQuotes, listFlows, wayOut, type FlowKeysLost } from './refuse-lost-columns.ts';

/** What is written to files from rows. */
const FROM_ROW: ReadonlySet<FlowPlan['action']['kind']> = new Set(['create-file', 'update-file', 'merge-both']);

/**
 * Makes sure that what a row had when it was synced last is gone because somebody emptied it, and not because its column is, or
 * is hidden from this account: files would lose it. Asks Directus only where something is gone. Throws `COLUMNS_MISSING`.
 */
export async function refuseVanishedColumns(
  plans: readonly FlowPlan[],
  rows: FlowRowsPort,
  target: Target,
): Promise<void> {
  const gone = plans.map((plan) => ({ slug: plan.slug, missing: goneKeys(plan) })).filter(hasMissing);
  if (gone.length === 0) return;
  const { documentKeys } = await rows.columns();
  const vanished = gone
    .map(({ slug, missing }) => ({ slug, missing: missing.filter((key) => !documentKeys.has(key)) }))
    .filter(hasMissing);
  if (vanished.length === 0) return;
  const names = [...new Set(vanished.flatMap(({ missing }) => missing))].toSorted();
  const what = names.length === 1 ? 'column' : 'columns';
  const message = `${target.collection} has no ${what} ${inQuotes(names)} any more, or the account may not read it: nothing was written`;
  throw new GenieError('COLUMNS_MISSING', message, {
    detail: [
      'The files would lose what is there:',
      ...listFlows(vanished, 'has'),
      `${wayOut(target, 'Add what is missing with')}, or let the account read it. What is to go, remove from the files.`,
    ].join('\n'),
    data: { columns: names, flows: Object.fromEntries(vanished.map(({ slug, missing }) => [slug, missing])) },
    isRetryable: false,
  });
}

function goneKeys({ action, sides: { base, remote } }: FlowPlan): string[] {
  if (!FROM_ROW.has(action.kind) || base === undefined || remote === undefined) return [];
  return FLOW_KEYS.filter((key) => key in base.document && !(key in remote.document));
}

function hasMissing({ missing }: FlowKeysLost): boolean {
  return missing.length > 0;
}
