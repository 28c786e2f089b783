import { UsageError } from '../../errors.ts';
import { askToApply } from '../directus/ask-to-apply.ts';
import { planJson, planText } from '../directus/plan-text.ts';
import { readSetup, type Setup } from '../directus/read-setup.ts';
import { EXIT_STATUS } from '../exit-status.ts';
import { openServer } from '../open-project.ts';
import type { Outcome } from '../outcome.ts';
import { createPalette } from '../render/palette.ts';
import type { Session } from '../session.ts';

export interface SetupFlags {
  media?: boolean;
  seed?: boolean;
  inactive?: boolean;
  dryRun?: boolean;
}

/** `directus setup`. */
export async function directusSetup(session: Session, flags: SetupFlags): Promise<Outcome> {
  if (flags.inactive === true && flags.seed !== true) {
    throw new UsageError('OPTIONS_CONFLICT', '--inactive says how flows are added', { detail: 'Add --seed.' });
  }
  const settings = await session.loadSettings();
  const directus = await openServer(settings);
  try {
    const setup = await readSetup(directus, settings, flags);
    const { location } = directus.identity;
    const palette = createPalette(session.hasColor(session.streams.stdout));
    const shown = planText(setup, location, palette);
    const outcome = (isApplied: boolean, text: string, status: number = EXIT_STATUS.done): Outcome => ({
      status,
      json: { directus: location, isApplied, ...planJson(setup) },
      text,
      ...(setup.isAdministrator === true && isApplied ? { notes: LEAST_PRIVILEGE } : {}),
    });
    if (setup.isComplete || flags.dryRun === true) return outcome(false, shown);
    const answer = await askToApply(session, shown);
    if (answer === 'refused') return outcome(false, 'Nothing was created.', EXIT_STATUS.failed);
    await apply(session, setup, directus);
    return outcome(true, answer === 'asked' ? 'Done.' : shown);
  } finally {
    await directus.close();
  }
}

const LEAST_PRIVILEGE =
  '\nThis account is an administrator. To run flows, a token of a user with less is enough and safer: see docs/directus.md.';

async function apply(
  session: Session,
  { plan, seeds, names }: Setup,
  directus: Awaited<ReturnType<typeof openServer>>,
): Promise<void> {
  const { applySetup } = await import('../../setup/index.ts');
  const report = (what: string) => session.note(`created ${what}`);
  await applySetup(plan, directus.schema, report);
  if (seeds.length === 0) return;
  await directus.createItems(names.flows, seeds, { fields: ['slug'] });
  report(seeds.length === 1 ? '1 flow' : `${seeds.length} flows`);
}
