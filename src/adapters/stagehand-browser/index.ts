export { findChromium } from './find-chromium.ts';
export { stagehandBrowser } from './stagehand-browser.ts';
export type { KeptBrowser, StagehandBrowserOptions } from './stagehand-browser.ts';
