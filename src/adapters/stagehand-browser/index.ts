export { CHROMIUM_PLACES, findChromium } from './find-chromium.ts';
export { ACTION_NAMESPACE } from './action-cache.ts';
export { stagehandBrowser } from './stagehand-browser.ts';
export type { KeptBrowser, StagehandBrowserOptions } from './stagehand-browser.ts';
