import { z } from 'zod';
import { httpUrl } from './http-url.ts';
import { jsonObject } from './json-settings.ts';

/** The settings of browser steps, shared by both spellings. */
export const browserSettings = {
  sessionId: z.string().min(1).describe('The browser session, from the step that opened it: `$session.sessionId`.'),
  url: httpUrl.describe('The address of the page, http or https.'),
  wait_until: z
    .enum(['load', 'domcontentloaded', 'networkidle'])
    .optional()
    .describe(
      'When the page counts as open: when it is loaded, when its document is there, or when the network is quiet.',
    ),
  action: z.string().min(1).describe('What to do on the page, in plain words: `click the Stats tab`.'),
  variables: z
    .record(z.string(), z.string())
    .optional()
    .describe('Values for `%name%` in the action. They are typed into the page and never shown to the model.'),
  selector: z.string().min(1).optional().describe('A CSS selector or XPath: only this part of the page is looked at.'),
  instruction: z.string().min(1).describe('What to take from the page, in plain words.'),
  schema: jsonObject
    .optional()
    .describe('The shape of the result: a JSON Schema, or the short form `{ "subscribers": "number" }`.'),
  viewport: z
    .strictObject({
      width: z.int().min(1).max(7680).describe('Pixels.'),
      height: z.int().min(1).max(4320).describe('Pixels.'),
    })
    .optional()
    .describe('The size of the page, in pixels.'),
  headers: z.record(z.string(), z.string()).optional().describe('HTTP headers sent with every request of the session.'),
  allowed_domains: z
    .array(z.string().min(1))
    .optional()
    .describe('Host names that pages may come from; `*.example.com` covers subdomains. All without it.'),
};

export const sessionResult = z.strictObject({ sessionId: z.string().describe('For the steps that use the session.') });

export const navigateResult = z.strictObject({
  url: z.string().meta({ format: 'uri' }).describe('Where the browser ended up, after redirects.'),
  title: z.string().describe("The page's title."),
  status: z.int().describe('The HTTP status.'),
});

export const actResult = z.looseObject({
  success: z.literal(true),
  message: z.string().describe('What happened, in words.'),
  action: z.string().describe('What was done.'),
});
