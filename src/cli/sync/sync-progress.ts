import { flowsText } from '../render/sync-words.ts';
import type { Session } from '../session.ts';

/** From this many flows on the person sees how far it is. */
const MANY = 10;
/** Where a log is written instead, a line for each so many. */
const PER_LINE = 100;
const CLEAR_LINE = '\r\u001b[2K';

export interface SyncProgress {
  /** So many of so many flows are done. */
  show(done: number, total: number): void;
  /** Takes the line away. */
  end(): void;
}

/** How far writing is, on standard error. */
export function showProgress(session: Session): SyncProgress {
  const { streams, flags } = session;
  const { stderr } = streams;
  const isSilent = flags.quiet === true || flags.json === true;
  const isLive = stderr.isTTY === true;
  let isShown = false;
  let told = 0;
  return {
    show(done, total) {
      if (isSilent || total < MANY) return;
      if (isLive) stderr.write(`${CLEAR_LINE}${done} of ${flowsText(total)}`);
      else if (done - told >= PER_LINE && done < total) {
        told = done;
        session.note(`${done} of ${flowsText(total)}`);
      }
      isShown = true;
    },
    end() {
      if (isLive && isShown) stderr.write(CLEAR_LINE);
    },
  };
}
