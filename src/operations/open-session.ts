import type { StepContext } from '../step.ts';
import { callOf } from './call-of.ts';
import { addNamedSecrets } from './secret-names.ts';
import { identityOfSecret, noteSession } from './session-notes.ts';
import { withoutUndefined } from './without-undefined.ts';

export interface SessionSettings {
  viewport?: { width: number; height: number } | undefined;
  headers?: Record<string, string> | undefined;
  allowed_domains?: string[] | undefined;
}

/** Opens a browser session that is closed with the run at the latest, whatever happens. */
export async function openSession(
  settings: SessionSettings,
  context: StepContext<'browser'>,
): Promise<{ sessionId: string }> {
  const { viewport, headers, allowed_domains: allowedDomains } = settings;
  const { browser } = context.ports;
  addNamedSecrets(headers, context);
  const { sessionId } = await browser.start(withoutUndefined({ viewport, headers, allowedDomains }), callOf(context));
  context.onRelease(async () => browser.closeSession(sessionId));
  noteSession(
    sessionId,
    { identity: headers === undefined ? 'anonymous' : identityOfSecret('headers', headers) },
    context,
  );
  return { sessionId };
}
