import type { RunEvent, RunReport } from '../../engine/events.ts';
import { createPalette } from '../render/palette.ts';
import { openRunDisplay, type RunDisplay } from '../render/run-display.ts';
import { failureNotes, successNotes } from '../render/run-summary.ts';
import type { Session } from '../session.ts';

/** Shows the runs of one answer, one after the other. */
export interface RunsDisplay {
  onEvent(event: RunEvent): void;
  onReport(report: RunReport): void;
  note(line: string): void;
  /** Everything that happened so far is on the screen. */
  settled(): Promise<void>;
}

/**
 * Nothing is shown before `mayStart`: where the answer itself is written to the same terminal, the list of steps would
 * stand in the middle of its lines.
 */
export function openRunsDisplay(
  session: Session,
  stubs: () => 'all' | readonly string[],
  mayStart: Promise<void>,
): RunsDisplay {
  let shown: Promise<void> = mayStart;
  let current: RunDisplay | undefined;
  let startedAt = 0;
  const next = (work: () => void | Promise<void>) => {
    shown = shown.then(work);
  };
  return {
    onEvent(event) {
      next(async () => {
        if (event.event === 'flow-start') {
          startedAt = Date.parse(event.time);
          session.note(`▸ ${event.slug}`);
        }
        current ??= await openRunDisplay(session);
        current.onEvent(event);
      });
    },
    onReport(report) {
      next(() => {
        current?.close();
        current = undefined;
        const palette = createPalette(session.hasColor(session.streams.stderr));
        const facts = { palette, stubs: stubs(), durationMs: Date.now() - startedAt, remarks: [] };
        session.note(report.success ? successNotes(report, facts) : failureNotes(report, palette));
      });
    },
    note: (line) => next(() => (current === undefined ? session.note(line) : current.note(line))),
    settled: () => shown,
  };
}
