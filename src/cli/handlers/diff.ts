import { stopsRun } from '../../sync/index.ts';
import { EXIT_STATUS } from '../exit-status.ts';
import type { Outcome } from '../outcome.ts';
import { createPalette } from '../render/palette.ts';
import { flowDiff } from '../render/sync-diff.ts';
import { flowsText } from '../render/sync-words.ts';
import type { Session } from '../session.ts';
import { lookAtFlows } from '../sync/look-at-flows.ts';
import type { TargetFlags } from '../sync/sync-flags.ts';
import { syncJson } from '../sync/sync-json.ts';

/** `diff [SLUG…]`. */
export async function diff(session: Session, slugs: readonly string[], flags: TargetFlags): Promise<Outcome> {
  const { plans, target, rows } = await lookAtFlows(session, slugs, flags);
  const palette = createPalette(session.hasColor(session.streams.stdout));
  const differing = plans.filter(({ state }) => state !== 'in-step');
  const { width } = session;
  const remark =
    differing.length === 0
      ? `✓ Nothing differs: ${flowsText(plans.length)} in step with ${rows.location}`
      : `\n${differing.length} of ${flowsText(plans.length)} ${differing.length === 1 ? 'differs' : 'differ'} from ${rows.location}`;
  return {
    status: plans.some(stopsRun) ? EXIT_STATUS.failed : EXIT_STATUS.done,
    json: syncJson(
      { command: 'diff', target, address: rows.address },
      plans.map((plan) => ({ plan, result: 'nothing' })),
    ),
    text: differing.map((plan) => flowDiff(plan, { palette, width })).join('\n\n'),
    notes: remark,
  };
}
