import { join } from 'node:path';
import type { KeptBrowser } from '../adapters/stagehand-browser/index.ts';
import type { ProjectSettings } from '../config/types.ts';
import { UsageError } from '../errors.ts';
import type { BrowserPort, ModelPort } from '../ports/index.ts';
import { makeStateFolder } from './state-folder.ts';

export interface BrowserSetup {
  openModel: () => Promise<ModelPort>;
  /** Leaves browsers running after the run, and hears where each is. */
  onKept: ((browser: KeptBrowser) => void) | undefined;
}

/** The Stagehand server that the settings name, else a Chromium on this machine. */
export async function openBrowser(settings: ProjectSettings, setup: BrowserSetup): Promise<BrowserPort> {
  const { stagehand, chromePath, stateDir } = settings;
  if (stagehand.url !== undefined) {
    if (setup.onKept !== undefined) {
      throw new UsageError(
        'OPTIONS_CONFLICT',
        '--keep-browser is for a browser on this machine, not for a browser server',
      );
    }
    const { stagehandServer } = await import('../adapters/stagehand-server/index.ts');
    const { url, model, routes } = stagehand;
    return stagehandServer({
      url,
      ...(model === undefined ? {} : { model }),
      ...(routes === undefined ? {} : { routes }),
    });
  }
  makeStateFolder(stateDir);
  const { stagehandBrowser } = await import('../adapters/stagehand-browser/index.ts');
  return stagehandBrowser({
    model: setup.openModel,
    directory: stateDir,
    async cache() {
      const { sqliteCache } = await import('../adapters/sqlite-cache.ts');
      return sqliteCache({ file: join(stateDir, 'cache.sqlite') });
    },
    ...(chromePath === undefined ? {} : { chromePath }),
    ...(setup.onKept === undefined ? {} : { onKept: setup.onKept }),
  });
}
