import type { RunReport } from '../../engine/events.ts';
import type { InterceptFlags } from '../handlers/intercept.ts';
import type { Session } from '../session.ts';
import { openActionRuns, readRunFlags } from './action-runs.ts';
import { passAnswer, type Passage } from './pass-answer.ts';
import { openRunsDisplay } from './runs-display.ts';

/**
 * Passes the answer on and runs what its tags ask for. The answer never waits for a run, and it arrives whole when the
 * project cannot be opened: then nothing runs, and the error comes behind the answer.
 */
export async function passAndRun(
  session: Session,
  flags: InterceptFlags,
  passage: Passage,
  stopping: Promise<void>,
): Promise<RunReport[]> {
  const { events, sink, signal } = passage;
  const { stdout, stderr } = session.streams;
  const runFlags = await readRunFlags(session, flags);
  const isOnOneScreen = stdout.isTTY === true && stderr.isTTY === true;
  const passed = Promise.withResolvers<void>();
  const display = openRunsDisplay(session, () => runs.stubs, isOnOneScreen ? passed.promise : Promise.resolve());
  const opening = openActionRuns(session, flags, runFlags, {
    signal,
    settled: () => display.settled(),
    onEvent(event) {
      events.write(event);
      sink?.writeRunEvent(event);
      display.onEvent(event);
    },
    onReport: (report) => display.onReport(report),
  });
  const runs = await opening.catch(async (thrown: unknown) => {
    if (sink !== undefined) await passAnswer(passage, flags.slug);
    await sink?.close();
    throw thrown;
  });
  try {
    await passAnswer(passage, runs.slugs, runs.dispatcher);
    await sink?.endLine();
    passed.resolve();
    void stopping.then(() => display.note('Stopping; press Ctrl-C again to stop at once.'));
    const reports = await runs.dispatcher.idle();
    await display.settled();
    return reports;
  } finally {
    passed.resolve();
    await runs.dispatcher.close();
    await runs.close();
  }
}
