import type { StepContext } from '../step.ts';
import { callOf } from './call-of.ts';
import { forgetRunSession } from './run-session.ts';

/** Closes a browser session; closing twice is not an error. */
export async function closeSession(sessionId: string, context: StepContext<'browser'>): Promise<{ closed: true }> {
  await context.ports.browser.closeSession(sessionId, callOf(context));
  await forgetRunSession(sessionId, context);
  return { closed: true };
}
