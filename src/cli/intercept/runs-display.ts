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
  const { stderr } = session.streams;
  const palette = createPalette(session.hasColor(stderr));
  let shown: Promise<void> = mayStart;
  let current: RunDisplay | undefined;
  let startedAt: number | undefined;
  const next = (work: () => void | Promise<void>) => {
    shown = shown.then(work);
  };
  const heading = (slug: string) => session.note(`${palette.strong('▸')} ${slug}`);
  return {
    onEvent(event) {
      next(async () => {
        if (event.event === 'flow-start') {
          startedAt = Date.parse(event.time);
          heading(event.slug);
        }
        current ??= await openRunDisplay(session);
        current.onEvent(event);
      });
    },
    onReport(report) {
      const endedAt = Date.now();
      next(() => {
        current?.close();
        current = undefined;
        if (startedAt === undefined) heading(report.slug);
        const durationMs = endedAt - (startedAt ?? endedAt);
        startedAt = undefined;
        const columns = stderr.isTTY === true ? (stderr.columns ?? 80) : Number.POSITIVE_INFINITY;
        session.note(
          report.success
            ? successNotes(report, { palette, stubs: stubs(), durationMs, remarks: [] })
            : failureNotes(report, palette, { columns, isResumable: stubs() !== 'all' }),
        );
      });
    },
    note: (line) => next(() => (current === undefined ? session.note(line) : current.note(line))),
    settled: () => shown,
  };
}
