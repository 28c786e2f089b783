import type { LintReport } from '../../report/lint-report.ts';
import { stopsRun } from '../../sync/index.ts';
import { EXIT_STATUS } from '../exit-status.ts';
import type { Outcome } from '../outcome.ts';
import { createPalette } from '../render/palette.ts';
import { flowDiff } from '../render/sync-diff.ts';
import { outcomesText } from '../render/sync-outcomes.ts';
import { prunedInVain, refusalText, syncSummary } from '../render/sync-summary.ts';
import type { Session } from '../session.ts';
import type { SyncPlaces } from './open-sync.ts';
import type { SyncRequest } from './sync-flags.ts';
import { syncJson, type ShownFlow } from './sync-json.ts';

export interface SyncEnd {
  flows: readonly ShownFlow[];
  /** Set when nothing at all was begun; with conflicts it needs no further reason. */
  refusal?: { isAborted?: boolean; lint?: LintReport };
  /** The exit status of the signal that stopped the writing. */
  interrupted?: number | undefined;
}

const BAD: ReadonlySet<ShownFlow['result']> = new Set(['refused', 'stopped', 'failed', 'not-reached']);

/** What `push` and `pull` end with: a table and the reasons, or what holds everything up; and one line of summary. */
export async function syncOutcome(
  session: Session,
  request: SyncRequest,
  { target, rows }: SyncPlaces,
  { flows, refusal, interrupted }: SyncEnd,
): Promise<Outcome> {
  const { direction, isDryRun } = request;
  const view = { palette: createPalette(session.hasColor(session.streams.stdout)), width: session.width };
  const stopping = flows.flatMap(({ plan, result }) => (result === 'refused' && stopsRun(plan) ? [plan] : []));
  const isBad = refusal !== undefined || flows.some(({ result }) => BAD.has(result));
  const { lint } = refusal ?? {};
  const parts =
    refusal === undefined
      ? [outcomesText(flows, view.palette, view.width)]
      : refusal.isAborted
        ? []
        : [
            ...stopping.map((plan) => flowDiff(plan, view)),
            ...(lint === undefined ? [] : [await lintText(lint, session)]),
          ];
  return {
    status: interrupted ?? (isBad ? EXIT_STATUS.failed : EXIT_STATUS.done),
    json: syncJson(
      { command: direction, target, address: rows.address, isDryRun },
      flows,
      lint === undefined ? {} : { lint: lint.diagnostics },
    ),
    text: parts.join('\n\n'),
    notes:
      refusal === undefined
        ? [syncSummary(flows, { direction, location: rows.location, isDryRun }), ...prunedInVain(flows, request)].join(
            '\n',
          )
        : refusalText({ direction, stopping, ...refusal }),
  };
}

async function lintText(lint: LintReport, session: Session): Promise<string> {
  const { reportText } = await import('../lint/print-report.ts');
  return reportText(lint, 'pretty', session, false);
}
