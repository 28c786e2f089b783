import { readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { memoryCache } from '../../../src/adapters/memory-cache.ts';
import { ollamaModel } from '../../../src/adapters/ollama-model/index.ts';
import { stagehandBrowser } from '../../../src/adapters/stagehand-browser/index.ts';
import { describeBrowserPort } from '../../contracts/browser.ts';
import { findChromium } from '../services/chromium.ts';
import { processesOf } from '../services/leftover-processes.ts';
import { liveFolder } from '../services/live-folder.ts';
import { untilReady } from '../services/until-ready.ts';

describeBrowserPort('Stagehand with a Chromium of its own', (modelUrl) => {
  const directory = liveFolder('browser');
  const browser = stagehandBrowser({
    model: () => ollamaModel({ host: modelUrl, defaultModel: 'dolphin3:8b' }),
    directory,
    chromePath: findChromium(),
    cache: memoryCache,
  });
  return {
    browser,
    processes: () => processesOf(directory).length,
    async crash(sessionId) {
      const profile = join(directory, 'browsers', sessionId, 'profile');
      const pid = Number(readlinkSync(join(profile, 'SingletonLock')).split('-').at(-1));
      process.kill(pid, 'SIGKILL');
      await untilReady(() => processesOf(profile).every((found) => found.pid !== pid), {
        timeoutMs: 5000,
        what: 'the end of Chromium',
      });
    },
  };
});
