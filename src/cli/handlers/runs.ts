import { existsSync } from 'node:fs';
import { UsageError } from '../../errors.ts';
import type { Journal, RunFilter, RunStatus } from '../../ports/index.ts';
import { chooseName } from '../choose-name.ts';
import { EXIT_STATUS } from '../exit-status.ts';
import { journalFile, openJournal } from '../open-journal.ts';
import type { Outcome } from '../outcome.ts';
import { createPalette } from '../render/palette.ts';
import { runDetails, runJson, runsTable, stepJson } from '../render/runs-text.ts';
import type { Session } from '../session.ts';

/** Where runs are looked for. */
export interface RunPlaceFlags {
  /** Among those of the workers instead of this project folder's. */
  queue?: boolean;
}

export interface RunsFlags extends RunPlaceFlags {
  slug?: string;
  status?: string;
  limit: string;
}

const STATUSES = ['running', 'success', 'error', 'interrupted'] as const satisfies readonly RunStatus[];

/** `runs`. */
export async function runs(session: Session, flags: RunsFlags): Promise<Outcome> {
  const filter: RunFilter = {
    limit: parseLimit(flags.limit),
    ...(flags.slug === undefined ? {} : { slug: flags.slug }),
    ...(flags.status === undefined ? {} : { status: chooseName('--status', flags.status, STATUSES) }),
  };
  const records = (await withJournal(session, flags, (journal) => journal.listRuns(filter))) ?? [];
  const { stdout } = session.streams;
  const palette = createPalette(session.hasColor(stdout));
  return {
    status: EXIT_STATUS.done,
    json: { runs: records.map(runJson) },
    text: records.length === 0 ? '' : runsTable(records, palette, session.width),
    notes: records.length === 0 ? noRuns(flags) : '',
  };
}

function noRuns({ slug, status }: RunsFlags): string {
  return slug === undefined && status === undefined
    ? 'Nothing was run here yet. See what there is: genie-actions list'
    : 'There are no such runs.';
}

/** `runs show RUN`. */
export async function showRun(session: Session, runId: string, flags: RunPlaceFlags = {}): Promise<Outcome> {
  const found = await withJournal(session, flags, async (journal) => {
    const run = await journal.getRun(runId);
    return run === undefined ? undefined : { run, steps: await journal.listSteps(runId) };
  });
  if (found === undefined) {
    throw new UsageError('RUN_NOT_FOUND', `There is no run "${runId}"`, {
      detail: 'List the runs: genie-actions runs',
    });
  }
  const palette = createPalette(session.hasColor(session.streams.stdout));
  return {
    status: EXIT_STATUS.done,
    json: { run: runJson(found.run), steps: found.steps.map(stepJson) },
    text: runDetails(found.run, found.steps, palette, session.width),
  };
}

/** Looks into the journal; `undefined` when nothing was ever run here. */
async function withJournal<Value>(
  session: Session,
  { queue: isQueued = false }: RunPlaceFlags,
  look: (journal: Journal) => Promise<Value>,
): Promise<Value | undefined> {
  const settings = await session.loadSettings();
  if (!isQueued && !existsSync(journalFile(settings))) return undefined;
  const journal = await openJournal(settings, isQueued ? {} : undefined);
  try {
    return await look(journal);
  } finally {
    await journal.close();
  }
}

function parseLimit(text: string): number {
  const limit = Number(text);
  if (!Number.isInteger(limit) || limit < 1) {
    throw new UsageError('OPTION_INVALID', `--limit ${text}: must be a whole number, at least 1`);
  }
  return limit;
}
