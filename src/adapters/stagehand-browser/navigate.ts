import type { Page, Response } from '@browserbasehq/stagehand';
import { domainForbidden, httpStatus, notReached, tooSlow } from './failures.ts';
import { settlesWithin } from './settles-within.ts';
import { isAllowed, pageAddress } from './page-address.ts';
import type { Tools } from './session.ts';

const ERROR_PAGE = 'chrome-error:';
const STOP_LIMIT_MS = 1000;
/** The code that Chromium's own error page shows, such as `ERR_CONNECTION_REFUSED`. */
const ERROR_CODE = `document.querySelector('.error-code')?.textContent?.trim() || document.body?.innerText?.match(/ERR_[A-Z_]+/)?.[0] || null`;

export interface NavigateTarget {
  url: string;
  waitUntil?: 'load' | 'domcontentloaded' | 'networkidle';
}

/**
 * Opens a page and waits until it is loaded. Rejects with `NAVIGATION_FAILED` and the browser's reason when it shows its own
 * error page, with `ADDRESS_FORBIDDEN` when the way led to a host that is not allowed, with `HTTP_STATUS` and with `TIMEOUT`.
 */
export async function navigate(
  { page: pageInFront }: Tools,
  { url, waitUntil = 'load' }: NavigateTarget,
  limits: { allowedDomains: readonly string[] | undefined; timeoutMs: number; signal: AbortSignal },
): Promise<{ url: string; title: string; status: number | null }> {
  const { allowedDomains, timeoutMs, signal } = limits;
  const address = pageAddress(url, allowedDomains);
  const page = await pageInFront();
  const before = address.hash === '' ? '' : await page.url();
  const response = await goTo(page, address.href, waitUntil, timeoutMs, signal);
  const reached = await page.url();
  // Another place on the same page is no request.
  if (
    response === null &&
    withoutHash(before) === withoutHash(reached) &&
    withoutHash(address.href) === withoutHash(reached)
  ) {
    return { url: reached, title: await page.title(), status: 200 };
  }
  if (response === null || reached.startsWith(ERROR_PAGE)) throw await failureOf(page, address, allowedDomains);
  const status = response.status();
  const host = hostOf(reached, address);
  if (allowedDomains !== undefined && !isAllowed(host, allowedDomains)) throw domainForbidden(host, allowedDomains);
  if (status >= 400) throw httpStatus(host, status);
  return { url: reached, title: await page.title(), status };
}

/** The driver keeps to its own time limit 10 s late, and cannot be aborted. */
async function goTo(
  page: Page,
  url: string,
  waitUntil: 'load' | 'domcontentloaded' | 'networkidle',
  timeoutMs: number,
  signal: AbortSignal,
): Promise<Response | null> {
  const { promise: stopped, reject } = Promise.withResolvers<never>();
  const stop = async (reason: unknown) => {
    // What still arrives must not replace the page under a later step.
    await settlesWithin(page.evaluate('window.stop()'), STOP_LIMIT_MS);
    reject(reason);
  };
  const onAbort = () => void stop(signal.reason);
  const timer = setTimeout(() => void stop(tooSlow('Opening the page', timeoutMs, false)), timeoutMs);
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await Promise.race([page.goto(url, { waitUntil, timeout: timeoutMs }), stopped]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
  }
}

async function failureOf(page: Page, address: URL, allowedDomains: readonly string[] | undefined): Promise<Error> {
  const code = await page.evaluate(ERROR_CODE).catch(() => null);
  const reason = typeof code === 'string' ? code.slice(0, 60) : undefined;
  if (allowedDomains !== undefined && reason === 'ERR_BLOCKED_BY_CLIENT') {
    return domainForbidden(`that ${address.host} led to`, allowedDomains);
  }
  return notReached(address.host, reason);
}

function hostOf(url: string, fallback: URL): string {
  return (URL.parse(url) ?? fallback).hostname;
}

function withoutHash(url: string): string {
  return url.replace(/#.*$/s, '');
}
