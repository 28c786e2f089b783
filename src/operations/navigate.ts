import { ServiceError } from '../ports/index.ts';
import type { StepContext } from '../step.ts';
import { callOf } from './call-of.ts';
import { shownUrl } from './http-url.ts';
import { noteSession } from './session-notes.ts';

export interface NavigateSettings {
  url: string;
  wait_until?: 'load' | 'domcontentloaded' | 'networkidle' | undefined;
}

/**
 * Opens a page. Rejects with `NAVIGATION_FAILED` when the browser shows its own error page (it reports no status then)
 * and when the server answers with an error status.
 */
export async function navigate(
  sessionId: string,
  { url, wait_until: waitUntil }: NavigateSettings,
  context: StepContext<'browser'>,
): Promise<{ url: string; title: string; status: number }> {
  const target = waitUntil === undefined ? { url } : { url, waitUntil };
  const page = await context.ports.browser.navigate(sessionId, target, callOf(context));
  const { status } = page;
  if (status === null || page.url.startsWith('chrome-error:')) throw failed(url, 'could not be reached', null);
  if (status >= 400) throw failed(url, `answered with status ${status}`, status);
  noteSession(sessionId, { url }, context);
  return { url: page.url, title: page.title, status };
}

function failed(url: string, reason: string, status: number | null): ServiceError {
  const mayPass = status === null || status >= 500 || [408, 425, 429].includes(status);
  return new ServiceError('browser', 'NAVIGATION_FAILED', `${shownUrl(url)} ${reason}`, {
    isRetryable: mayPass,
    data: { status },
    ...(status === null
      ? { detail: 'The host is unknown, refuses connections, or is not among the allowed domains.' }
      : {}),
  });
}
