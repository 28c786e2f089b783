import { accessSync, constants } from 'node:fs';
import path from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The executable of an installed Chromium or Chrome: `CHROME_PATH`, or the first of the usual names on the path. */
export function findChromium(): string {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  const candidates = NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  const found = [process.env['CHROME_PATH'] ?? '', ...candidates].find(isExecutable);
  if (found === undefined) throw new Error('Chromium is not installed: run "bash test/live/set-up.sh".');
  return found;
}

function isExecutable(file: string): boolean {
  if (file === '') return false;
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
