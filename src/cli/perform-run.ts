import type { RunReport } from '../engine/events.ts';
import type { Diagnostic } from '../check/index.ts';
import type { RunOptions } from '../runner/types.ts';
import { openEventsWriter } from './events-file.ts';
import { EXIT_STATUS, statusOfCode } from './exit-status.ts';
import { listenForSignals } from './interruption.ts';
import type { Outcome } from './outcome.ts';
import { createPalette } from './render/palette.ts';
import { openRunDisplay } from './render/run-display.ts';
import { failureNotes, resultText, successNotes } from './render/run-summary.ts';
import { printable } from './render/fit-text.ts';
import type { Session } from './session.ts';
import { shortPath } from './short-path.ts';

export interface PerformedRun {
  session: Session;
  /** Services and step types that answer with stubs; the output says so. */
  stubs: 'all' | readonly string[];
  /** Whether "resume" can take the run up when it fails. */
  isResumable: boolean;
  /** What else the person should know when the run went well, such as where rows were stored. */
  remarks(): string[];
  /** Called when the run has ended and before anything is printed; returns lines for the person. */
  onEnd?(report: RunReport, isInterrupted: boolean): string[];
  start(options: Required<Pick<RunOptions, 'signal' | 'onEvent' | 'onFinding'>>): Promise<RunReport>;
  /** The status for a flow that was refused; by default the code decides. */
  statusOf?(report: Extract<RunReport, { success: false }>): Promise<number | undefined>;
}

/** Runs with a display, events, and signals; ends with the report and the right status. */
export async function performRun(run: PerformedRun): Promise<Outcome> {
  const { session, stubs } = run;
  const { streams, flags } = session;
  const events = openEventsWriter(session);
  const display = await openRunDisplay(session);
  const interruption = listenForSignals(streams, () => display.note('Stopping; press Ctrl-C again to stop at once.'));
  const startedAt = Date.now();
  try {
    const ended = await run.start({
      signal: interruption.signal,
      onEvent(event) {
        events.write(event);
        display.onEvent(event);
      },
      onFinding(finding) {
        const line = findingLine(finding, session);
        // One object on standard output leaves standard error to the person.
        if (flags.json && !flags.quiet) streams.stderr.write(`${line}\n`);
        else display.warn(line);
      },
    });
    display.close();
    const remarks = run.onEnd?.(ended, interruption.status !== undefined) ?? [];
    const report = { ...ended, warnings: [...ended.warnings, ...events.close()] };
    const columns = streams.stderr.isTTY ? (streams.stderr.columns ?? 80) : Number.POSITIVE_INFINITY;
    const palette = createPalette(session.hasColor(streams.stderr));
    const json = { ...report, ...(stubs === 'all' ? { dry_run: true } : stubs.length > 0 ? { stubs } : {}) };
    if (!report.success) {
      const status = interruption.status ?? (await run.statusOf?.(report)) ?? statusOfCode(report.code);
      return {
        status,
        json,
        text: '',
        notes: [failureNotes(report, palette, { columns, isResumable: run.isResumable }), ...remarks].join('\n'),
      };
    }
    const text = resultText(report, createPalette(session.hasColor(streams.stdout)));
    const notes = successNotes(report, {
      palette,
      stubs,
      durationMs: Date.now() - startedAt,
      remarks: [...run.remarks(), ...remarks],
    });
    const isStdoutTaken = flags.events === '-';
    return {
      status: EXIT_STATUS.done,
      json,
      text: isStdoutTaken ? '' : text,
      notes: isStdoutTaken ? `${notes}\n${text}` : `${streams.stdout.isTTY ? '\n' : ''}${notes}`,
    };
  } finally {
    display.close();
    interruption.close();
    events.close();
  }
}

/** A finding of the linter in one line: a warning here, because the run goes on. */
function findingLine({ file, line, column, message, rule }: Diagnostic, session: Session): string {
  const { streams } = session;
  const palette = createPalette(session.hasColor(streams.stderr));
  const place = `${shortPath(streams.cwd(), file)}:${line}:${column}`;
  return `${palette.warning('!')} ${place} ${printable(message)} ${palette.dim(rule)}`;
}
