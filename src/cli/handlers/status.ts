import { EXIT_STATUS } from '../exit-status.ts';
import type { Outcome } from '../outcome.ts';
import { createPalette } from '../render/palette.ts';
import { statusTable } from '../render/sync-status.ts';
import { flowsText } from '../render/sync-words.ts';
import type { Session } from '../session.ts';
import { lookAtFlows } from '../sync/look-at-flows.ts';
import type { TargetFlags } from '../sync/sync-flags.ts';
import { syncJson } from '../sync/sync-json.ts';

/** `status [SLUG…]`. */
export async function status(session: Session, slugs: readonly string[], flags: TargetFlags): Promise<Outcome> {
  const { plans, target, rows } = await lookAtFlows(session, slugs, flags);
  const palette = createPalette(session.hasColor(session.streams.stdout));
  const table = statusTable(plans, palette, session.width);
  const inStep = plans.filter(({ state }) => state === 'in-step').length;
  const differing = plans.length - inStep;
  const where = `with ${rows.location}`;
  const remark =
    plans.length === 0
      ? `There are no flows, neither here nor in ${rows.location}`
      : differing === 0
        ? `✓ ${flowsText(inStep)} in step ${where}`
        : `\n${inStep} of ${flowsText(plans.length)} in step ${where}`;
  return {
    status: EXIT_STATUS.done,
    json: syncJson(
      { command: 'status', target, address: rows.address },
      plans.map((plan) => ({ plan, result: 'nothing' })),
    ),
    text: table,
    notes: remark,
  };
}
