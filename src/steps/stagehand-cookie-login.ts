import { z } from 'zod';
import { browserSettings } from '../operations/browser-settings.ts';
import { cookieLogin } from '../operations/cookie-login.ts';
import { itemId } from '../operations/directus-settings.ts';
import { stubSessionId } from '../operations/stub-session.ts';
import { defineStep } from '../step.ts';

export const stagehandCookieLogin = defineStep({
  type: 'stagehand_cookie_login',
  summary: 'Open a browser session that is logged in with the stored cookies of a creator profile.',
  needs: ['directus', 'browser', 'credentials', 'clock'],
  effect: 'read',
  config: () =>
    z.strictObject({
      creator_profile_id: itemId.describe('The creator profile whose cookies are used.'),
      platform: z.string().min(1).describe('The platform of the cookies, such as `onlyfans`.'),
      url: browserSettings.url.describe('The page to open once the cookies are set, http or https.'),
    }),
  result: () =>
    z.strictObject({
      sessionId: z.string().describe('For the steps that use the session.'),
      url: z.string().meta({ format: 'uri' }).describe('Where the browser ended up, after redirects.'),
    }),
  example: {
    creator_profile_id: '$input.profile_id',
    platform: 'onlyfans',
    url: 'https://onlyfans.com/my/subscribers',
  },
  session: 'opens',
  taint: { sinks: { creator_profile_id: 'credential', url: 'url' } },
  run: cookieLogin,
  stub: ({ url }, context) => ({ sessionId: stubSessionId(context), url }),
});
