import type { Locator, Page } from '@browserbasehq/stagehand';
import { browserFailed, elementNotFound } from './failures.ts';

/**
 * The option that narrows the driver's view of a page to one element. Rejects with `ELEMENT_NOT_FOUND`: without this look
 * the driver would take the whole page in its place.
 */
export async function locatorOf(page: Page, selector: string | undefined): Promise<{ locator?: Locator }> {
  if (selector === undefined) return {};
  const locator = page.locator(selector);
  const count = await locator.count().catch((error: unknown) => {
    throw browserFailed('use the selector', error);
  });
  if (count === 0) throw elementNotFound(selector);
  return { locator: locator.first() };
}
