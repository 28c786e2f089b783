import { EXIT_STATUS } from '../exit-status.ts';
import type { Outcome } from '../outcome.ts';
import { parseCount } from '../parse-count.ts';
import { historyTable } from '../render/history-text.ts';
import { createPalette } from '../render/palette.ts';
import type { Session } from '../session.ts';
import { withSync } from '../sync/open-sync.ts';
import { readHistory } from '../sync/read-history.ts';
import type { TargetFlags } from '../sync/sync-flags.ts';

export interface HistoryFlags extends TargetFlags {
  limit: string;
}

/** The version of the object of `--json`. */
const VERSION = 1;

/** `history SLUG`. */
export async function history(session: Session, slug: string, flags: HistoryFlags): Promise<Outcome> {
  const limit = parseCount('--limit', flags.limit, 1);
  return withSync(session, flags, async ({ rows, target }) => {
    const { row, revisions } = await readHistory(rows, slug);
    const shown = revisions.slice(0, limit);
    const palette = createPalette(session.hasColor(session.streams.stdout));
    const hidden = revisions.length - shown.length;
    return {
      status: EXIT_STATUS.done,
      json: {
        version: VERSION,
        command: 'history',
        target: target.name,
        address: rows.address,
        slug,
        id: row.id,
        total: revisions.length,
        revisions: shown,
      },
      text: shown.length === 0 ? '' : historyTable(shown, palette, session.width),
      ...(revisions.length === 0 ? { notes: NO_HISTORY } : {}),
      ...(hidden > 0 ? { notes: palette.dim(`\n${hidden} older: --limit ${revisions.length}`) } : {}),
    };
  });
}

const NO_HISTORY =
  'Directus kept nothing of the past of this flow: its collection does not track activity and revisions, or the account may not see them.';
