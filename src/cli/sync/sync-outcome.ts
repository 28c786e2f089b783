import type { LintReport } from '../../report/lint-report.ts';
import { stopsRun } from '../../sync/index.ts';
import { EXIT_STATUS } from '../exit-status.ts';
import type { Outcome } from '../outcome.ts';
import { createPalette } from '../render/palette.ts';
import { flowDiff } from '../render/sync-diff.ts';
import { outcomesTable } from '../render/sync-outcomes.ts';
import { refusalText, syncSummary } from '../render/sync-summary.ts';
import type { Session } from '../session.ts';
import type { SyncPlaces } from './open-sync.ts';
import type { SyncRequest } from './sync-flags.ts';
import { syncJson, type ShownFlow } from './sync-json.ts';

export interface SyncEnd {
  flows: readonly ShownFlow[];
  /** A person wants nothing to be written. */
  isAborted?: boolean;
  /** Errors that keep everything from being pushed. */
  lint?: LintReport;
  /** The exit status of the signal that stopped the writing. */
  interrupted?: number | undefined;
}

const BAD: ReadonlySet<ShownFlow['result']> = new Set(['refused', 'stopped', 'failed', 'not-reached']);

/** What `push` and `pull` end with: conflicts step by step, a table of everything else, one line of summary. */
export async function syncOutcome(
  session: Session,
  { direction, isDryRun }: SyncRequest,
  { target, rows }: SyncPlaces,
  { flows, isAborted = false, lint, interrupted }: SyncEnd,
): Promise<Outcome> {
  const { width } = session;
  const palette = createPalette(session.hasColor(session.streams.stdout));
  const stopping = flows.filter(({ plan, result }) => result === 'refused' && stopsRun(plan));
  const isRefused =
    isAborted ||
    lint !== undefined ||
    (stopping.length > 0 && !flows.some(({ result }) => result === 'done' || result === 'planned'));
  const isBad = isRefused || flows.some(({ result }) => BAD.has(result));
  const shown = isRefused ? '' : outcomesTable(flows, palette, width);
  const conflicts = isAborted ? [] : stopping.map(({ plan }) => flowDiff(plan, { palette, width }));
  const findings = lint === undefined ? '' : await lintText(lint, session);
  const summary = isRefused
    ? refusalText({ direction, stopping: stopping.map(({ plan }) => plan), isAborted, lint })
    : syncSummary(flows, { direction, location: rows.location, isDryRun });
  return {
    status: interrupted ?? (isBad ? EXIT_STATUS.failed : EXIT_STATUS.done),
    json: syncJson(
      { command: direction, target, address: rows.address, isDryRun },
      flows,
      lint === undefined ? {} : { lint: lint.diagnostics },
    ),
    text: [shown, ...conflicts, findings].filter((part) => part !== '').join('\n\n'),
    notes: summary,
  };
}

async function lintText(lint: LintReport, session: Session): Promise<string> {
  const { reportText } = await import('../lint/print-report.ts');
  return reportText(lint, 'pretty', session, false);
}
