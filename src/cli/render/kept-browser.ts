import type { KeptBrowser } from '../../adapters/stagehand-browser/index.ts';

/** What a person needs to go on in a browser that was left running, and to end it. */
export function keptBrowserText({ cdpUrl, pid }: KeptBrowser): string {
  return [
    `A browser is still running; its debugging protocol is at ${cdpUrl}`,
    `  look at it:  open chrome://inspect in another Chrome, and add ${new URL(cdpUrl).host} under "Configure"`,
    `  end it:      kill ${pid}`,
  ].join('\n');
}
