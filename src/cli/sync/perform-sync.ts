import { stopsRun } from '../../sync/index.ts';
import type { FlowPlan } from '../../sync/types.ts';
import type { Outcome } from '../outcome.ts';
import type { Session } from '../session.ts';
import { applyWithProgress } from './apply-with-progress.ts';
import { createPlanner } from './create-planner.ts';
import { readSides, withSync, type SyncPlaces } from './open-sync.ts';
import { refuseLostColumns } from './refuse-lost-columns.ts';
import { refuseVanishedColumns } from './refuse-vanished-columns.ts';
import { settlePlans } from './settle-plans.ts';
import type { SyncRequest } from './sync-flags.ts';
import type { ShownFlow } from './sync-json.ts';
import { syncOutcome, type SyncEnd } from './sync-outcome.ts';

/** `push` and `pull`: reads all sides, plans, asks, checks, writes. */
export async function performSync(
  session: Session,
  request: SyncRequest,
  target: string | undefined,
): Promise<Outcome> {
  const flags = { moved: request.isMoved, ...(target === undefined ? {} : { target }) };
  return withSync(session, flags, async (places) => {
    const { direction, isInactive, isDryRun, patterns } = request;
    const read = await readSides(places, patterns, session.streams.cwd());
    const planner = await createPlanner(read, places.settings, { direction, isInactive });
    const { plans, skipped, isAborted } = await settlePlans(session, request, planner);
    const refuse = (refusal: NonNullable<SyncEnd['refusal']>) =>
      syncOutcome(session, request, places, { flows: plans.map(refused), refusal });
    if (isAborted || plans.some((plan) => stopsRun(plan) && !skipped.has(plan.slug))) return refuse({ isAborted });
    const wanted = plans.filter(({ slug }) => !skipped.has(slug));
    if (direction === 'push') {
      const lint = request.isLinted ? await lintWhatIsSent(session, wanted, places) : undefined;
      if (lint !== undefined && lint.diagnostics.length > 0) return refuse({ lint });
      await refuseWhatDoesNotFit(wanted, request, places);
    }
    await refuseVanishedColumns(wanted, places.rows, places.target);
    const left = plans.filter(({ slug }) => skipped.has(slug)).map(refused);
    if (isDryRun)
      return syncOutcome(session, request, places, { flows: inOrder(plans, [...wanted.map(planned), ...left]) });
    if (request.isMoved) await places.bases.takeOver();
    const applied = await applyWithProgress(session, wanted, places, !request.isGuarded);
    const flows = inOrder(plans, [...applied.flows, ...left]);
    return syncOutcome(session, request, places, { flows, interrupted: applied.interrupted });
  });
}

/** Loads the linter only when something is going to Directus. */
async function lintWhatIsSent(session: Session, plans: readonly FlowPlan[], { settings }: SyncPlaces) {
  if (!plans.some(({ action }) => 'document' in action)) return undefined;
  const { lintBeforePush } = await import('./lint-before-push.ts');
  return lintBeforePush(plans, settings, session.streams.cwd());
}

/** Asks Directus for its columns only when something is going to be written there. */
async function refuseWhatDoesNotFit(
  plans: readonly FlowPlan[],
  { isGuarded, isDryRun }: SyncRequest,
  { rows, target }: SyncPlaces,
): Promise<void> {
  const kinds = new Set(plans.map(({ action }) => action.kind));
  if (!(['create-row', 'update-row', 'delete-row', 'merge-both'] as const).some((kind) => kinds.has(kind))) return;
  refuseLostColumns(plans, await rows.columns(), { target, isGuarded });
  const created = plans.flatMap(({ action }) => (action.kind === 'create-row' ? [action.document] : []));
  if (isDryRun && created.length > 0) await rows.tryCreate(created);
}

function refused(plan: FlowPlan): ShownFlow {
  return { plan, result: stopsRun(plan) || plan.action.kind !== 'none' ? 'refused' : 'nothing' };
}

function planned(plan: FlowPlan): ShownFlow {
  return { plan, result: plan.action.kind === 'none' ? 'nothing' : 'planned' };
}

function inOrder(plans: readonly FlowPlan[], flows: readonly ShownFlow[]): ShownFlow[] {
  const bySlug = new Map(flows.map((flow) => [flow.plan.slug, flow]));
  return plans.map(({ slug }) => bySlug.get(slug)!);
}
