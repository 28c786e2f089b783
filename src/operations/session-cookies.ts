import { z } from 'zod';
import type { StepContext } from '../step.ts';
import { callOf } from './call-of.ts';
import { hideValues } from './cookie-login.ts';
import { identityOfSecret, noteSession } from './session-notes.ts';
import { withoutUndefined } from './without-undefined.ts';

export const cookieList = z
  .array(
    z.strictObject({
      name: z.string().min(1),
      value: z.string(),
      domain: z.string().optional(),
      path: z.string().optional(),
      url: z.string().optional(),
      expires: z.number().optional().describe('Seconds since 1970.'),
      httpOnly: z.boolean().optional(),
      secure: z.boolean().optional(),
      sameSite: z.enum(['Strict', 'Lax', 'None']).optional(),
    }),
  )
  .min(1)
  .describe('Cookies to set: each with a name, a value, and either `url` or `domain` and `path`.');

/** Puts cookies into a session; their values are masked from now on. */
export async function setCookies(
  sessionId: string,
  cookies: z.output<typeof cookieList>,
  context: StepContext<'browser'>,
): Promise<{ set: number }> {
  const given = cookies.map((cookie) => withoutUndefined(cookie));
  hideValues(given, context);
  await context.ports.browser.setCookies(sessionId, given, callOf(context));
  noteSession(sessionId, { identity: identityOfSecret('cookies', given) }, context);
  return { set: given.length };
}

/** The names of a session's cookies. The values are secret and stay here. */
export async function cookieNames(sessionId: string, context: StepContext<'browser'>): Promise<string[]> {
  const cookies = await context.ports.browser.getCookies(sessionId, callOf(context));
  hideValues(cookies, context);
  return cookies.map(({ name }) => name);
}
