import type { RunEvent } from '../../engine/events.ts';
import type { Session } from '../session.ts';
import { createPalette } from './palette.ts';
import { renderRun, stepLines, type ListView } from './run-list.ts';
import { applyEvent, emptyRunState } from './run-state.ts';

/** Shows a run while it goes on. */
export interface RunDisplay {
  onEvent(event: RunEvent): void;
  /** Tells the person something without disturbing the list. */
  note(line: string): void;
  /** Tells the person something that stays above the list. */
  warn(line: string): void;
  /** Leaves the finished list on the screen. Harmless when called twice. */
  close(): void;
}

const FRAME_MS = 80;

/** A live list in a terminal, plain lines without one, nothing with `--quiet` or `--json`. */
export async function openRunDisplay(session: Session): Promise<RunDisplay> {
  const { flags, streams } = session;
  if (flags.quiet || flags.json) return { onEvent: () => {}, note: () => {}, warn: () => {}, close: () => {} };
  return streams.stderr.isTTY ? openLiveList(session) : openPlainLines(session);
}

async function openLiveList(session: Session): Promise<RunDisplay> {
  const { createLogUpdate } = await import('log-update');
  const { stderr } = session.streams;
  const update = createLogUpdate(stderr);
  const state = emptyRunState();
  const palette = createPalette(session.hasColor(stderr));
  let frame = 0;
  const render = () => renderRun(state, { palette, columns: stderr.columns ?? 80, now: Date.now(), frame });
  let header = '';
  let footer = '';
  const draw = () => update(lastLines(`${header}${render()}${footer}`, (stderr.rows ?? 24) - 1));
  const timer = setInterval(() => {
    frame++;
    draw();
  }, FRAME_MS);
  let isOpen = true;
  return {
    onEvent(event) {
      applyEvent(state, event);
    },
    note(line) {
      footer = `\n  ${palette.warning(line)}`;
      draw();
    },
    warn(line) {
      header += `${line}\n`;
    },
    close() {
      if (!isOpen) return;
      isOpen = false;
      clearInterval(timer);
      update.clear();
      update.done();
      const list = render();
      if (header !== '' || list !== '') stderr.write(`${header}${list}\n\n`);
    },
  };
}

/** What is going on now is at the end of the list; the whole list comes when the run is over. */
function lastLines(text: string, count: number): string {
  return text.split('\n').slice(-Math.max(1, count)).join('\n');
}

function openPlainLines(session: Session): RunDisplay {
  const { stderr } = session.streams;
  const state = emptyRunState();
  const palette = createPalette(session.hasColor(stderr));
  let hasLines = false;
  return {
    onEvent(event) {
      applyEvent(state, event);
      if (event.event !== 'step-end' && event.event !== 'step-skip' && event.event !== 'step-retry') return;
      hasLines = true;
      const step = state.steps.get(JSON.stringify(event.path));
      const view: ListView = { palette, columns: 160, now: Date.parse(event.time), frame: 0 };
      if (step !== undefined) stderr.write(`${stepLines(step, view, 24, 20).join('\n')}\n`);
    },
    note: (line) => stderr.write(`${line}\n`),
    warn: (line) => stderr.write(`${line}\n`),
    close() {
      if (hasLines) stderr.write('\n');
      hasLines = false;
    },
  };
}
