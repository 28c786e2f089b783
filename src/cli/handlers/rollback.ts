import { EXIT_STATUS } from '../exit-status.ts';
import type { Outcome } from '../outcome.ts';
import { createPalette } from '../render/palette.ts';
import { changeLines } from '../render/sync-changes.ts';
import type { Session } from '../session.ts';
import { applyWithProgress } from '../sync/apply-with-progress.ts';
import { askToRollBack } from '../sync/ask-to-roll-back.ts';
import { findRevision } from '../sync/find-revision.ts';
import { withSync } from '../sync/open-sync.ts';
import { planRollback } from '../sync/plan-rollback.ts';
import { readHistory } from '../sync/read-history.ts';
import { refuseLostColumns } from '../sync/refuse-lost-columns.ts';
import type { TargetFlags } from '../sync/sync-flags.ts';
import { syncJson, type ShownFlow } from '../sync/sync-json.ts';

export interface RollbackFlags extends TargetFlags {
  dryRun?: boolean;
  unguarded?: boolean;
}

/** `rollback SLUG REVISION`. */
export async function rollback(
  session: Session,
  slug: string,
  written: string,
  flags: RollbackFlags,
): Promise<Outcome> {
  return withSync(session, flags, async (places) => {
    const { rows, bases, target } = places;
    const history = await readHistory(rows, slug);
    const revision = findRevision(history, written);
    const plan = planRollback(history, revision, (await bases.read()).bases.get(slug));
    const palette = createPalette(session.hasColor(session.streams.stdout));
    const changes = changeLines(plan.changes, false, { palette, width: session.width }).join('\n');
    const isDryRun = flags.dryRun === true;
    const outcome = (flow: ShownFlow, text: string, notes: string, status: number = EXIT_STATUS.done): Outcome => ({
      status,
      json: syncJson({ command: 'rollback', target, address: rows.address, isDryRun }, [flow], {
        revision: revision.id,
      }),
      text,
      notes,
    });
    if (plan.action.kind === 'none') {
      return outcome(
        { plan, result: 'nothing' },
        '',
        `Nothing to do: ${slug} is as it was after revision ${revision.id}.`,
      );
    }
    refuseLostColumns([plan], await rows.columns(), { target, isGuarded: flags.unguarded !== true });
    if (isDryRun) return outcome({ plan, result: 'planned' }, changes, '\n· A dry run: nothing was written');
    const answer = await askToRollBack(session, plan, revision);
    if (answer === 'refused')
      return outcome({ plan, result: 'refused' }, '', 'Nothing was written.', EXIT_STATUS.failed);
    const { flows, interrupted } = await applyWithProgress(session, [plan], places, flags.unguarded === true);
    const [flow] = flows;
    if (flow!.result !== 'done') {
      const notes = `✗ ${slug} was not rolled back: ${flow!.message ?? flow!.result}`;
      return outcome(flow!, '', notes, interrupted ?? EXIT_STATUS.failed);
    }
    const done = `✓ ${slug} is in Directus as it was after revision ${revision.id}. Bring that to the file: genie-actions pull ${slug}`;
    return outcome(flow!, answer === 'asked' ? '' : changes, done, interrupted ?? EXIT_STATUS.done);
  });
}
