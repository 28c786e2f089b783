import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { platform } from 'node:os';
import { promisify } from 'node:util';
import { chromiumNotFound, chromiumTooOld } from './failures.ts';

/** Hidden targets, which the driver needs, came with this version. */
const LEAST_VERSION = 137;
const VERSION_LIMIT_MS = 10_000;

/** Where Chromium and Chrome usually are, on Linux, macOS and Windows. */
export const CHROMIUM_PLACES: readonly string[] = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/usr/local/bin/chromium',
  '/snap/bin/chromium',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/opt/homebrew/bin/chromium',
  String.raw`C:\Program Files\Google\Chrome\Application\chrome.exe`,
];

/**
 * The executable of a Chromium or Chrome: `chromePath` and nothing else when it is given, else the first of the usual places.
 * Rejects with `BROWSER_NOT_FOUND`, which says how to install one.
 */
export async function findChromium(
  chromePath: string | undefined,
  places: readonly string[] = CHROMIUM_PLACES,
): Promise<string> {
  const candidates = chromePath === undefined ? places : [chromePath];
  for (const candidate of candidates) if (await isExecutable(candidate)) return candidate;
  throw chromiumNotFound(candidates, INSTALLATION[platform()] ?? 'Install Chromium or Chrome');
}

const INSTALLATION: Partial<Record<NodeJS.Platform, string>> = {
  linux: 'Install it ("apt-get install chromium", "dnf install chromium", "apk add chromium")',
  darwin: 'Install it ("brew install --cask google-chrome")',
};

async function isExecutable(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Rejects with `BROWSER_TOO_OLD`. An executable that does not say its version is given a try. */
export async function checkVersion(executable: string): Promise<void> {
  const version = await majorVersion(executable);
  if (version !== undefined && version < LEAST_VERSION) throw chromiumTooOld(executable, version, LEAST_VERSION);
}

async function majorVersion(executable: string): Promise<number | undefined> {
  try {
    const { stdout } = await promisify(execFile)(executable, ['--version'], { timeout: VERSION_LIMIT_MS });
    const digits = /\b(\d+)\.\d+/.exec(stdout)?.[1];
    return digits === undefined ? undefined : Number(digits);
  } catch {
    // What is wrong with it shows when it is started.
    return undefined;
  }
}
