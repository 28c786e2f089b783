import { z } from 'zod';

const MESSAGE = 'must be an http or https URL';

/** A setting that is an address on the web. Browsers and HTTP clients would also open files and other schemes. */
export const httpUrl = z
  .string()
  .refine(isHttpUrl, MESSAGE)
  .meta({
    format: 'uri',
    pattern: String.raw`^\s*[Hh][Tt][Tt][Pp][Ss]?:[/\\]*[^/\\\s]`,
    patternErrorMessage: MESSAGE,
  });

function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

/** The address without user, password, query and fragment: what may stand in a message. */
export function shownUrl(text: string): string {
  if (!URL.canParse(text)) return 'the page';
  const { origin, pathname } = new URL(text);
  return origin === 'null' ? 'the page' : `${origin}${pathname}`;
}
