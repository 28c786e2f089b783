import type { StepContext } from '../step.ts';
import { openSession, type SessionSettings } from './open-session.ts';

const RUN_SESSION = 'browser-run-session';

/** The session that the run has of its own, opened at the first use. Steps that run side by side share it. */
export async function runSession(context: StepContext<'browser'>): Promise<string> {
  return (context.runState.get(RUN_SESSION) as Promise<string> | undefined) ?? openRunSession({}, context);
}

/** Opens a new session, which from now on is the run's own. */
export function openRunSession(settings: SessionSettings, context: StepContext<'browser'>): Promise<string> {
  const opening = openSession(settings, context).then(({ sessionId }) => sessionId);
  context.runState.set(RUN_SESSION, opening);
  opening.catch(() => {
    if (context.runState.get(RUN_SESSION) === opening) context.runState.delete(RUN_SESSION);
  });
  return opening;
}

/** Forgets the run's own session after it was closed; the next use opens another. */
export async function forgetRunSession(sessionId: string, { runState }: Pick<StepContext, 'runState'>): Promise<void> {
  if ((await runState.get(RUN_SESSION)) === sessionId) runState.delete(RUN_SESSION);
}

/** The run's own session if it is open. */
export async function openedRunSession({ runState }: Pick<StepContext, 'runState'>): Promise<string | undefined> {
  return runState.get(RUN_SESSION) as Promise<string> | undefined;
}
