import type { StagehandBrowser } from '@browserbasehq/stagehand';
import { join } from 'node:path';
import { ServiceError, type BrowserStartOptions, type ModelPort } from '../../ports/index.ts';
import { abortable } from '../abortable.ts';
import { settlesWithin } from './settles-within.ts';
import { endBrowserProcess } from './browser-process.ts';
import { clientModel } from './client-model.ts';
import { startFailed } from './failures.ts';
import { checkVersion, findChromium } from './find-chromium.ts';
import { launchDetached } from './launch-detached.ts';
import { checkedDomains } from './page-address.ts';
import { makeProfile, type Profile } from './profiles.ts';
import { browserSession, type BrowserSession } from './session.ts';

/** As long as a page changes, but no longer than this, the driver waits before it looks. */
const SETTLE_LIMIT_MS = 2000;
const LOOK_INTERVAL_MS = 20;

export interface SessionSetup {
  id: string;
  /** Where profiles are made. */
  profiles: string;
  chromePath: string | undefined;
  openModel: () => ModelPort | Promise<ModelPort>;
  /** The browser outlives this process unless it is closed. */
  isKept: boolean;
}

/**
 * Starts a Chromium with a profile of its own, and the driver in it: 1.1 to 1.5 s on an idle machine. When the signal is
 * aborted, or something fails, what has been started is ended before it rejects.
 */
export async function startSession(
  setup: SessionSetup,
  options: BrowserStartOptions,
  signal: AbortSignal,
): Promise<BrowserSession> {
  const allowedDomains = options.allowedDomains === undefined ? undefined : checkedDomains(options.allowedDomains);
  const executable = await findChromium(setup.chromePath);
  const { Stagehand } = await import('@browserbasehq/stagehand');
  signal.throwIfAborted();
  const profile = await makeProfile(setup.profiles, setup.id);
  const launching = launch(executable, profile, setup, options, signal);
  try {
    const browser = await abortable(Promise.race([launching, refusal(executable)]), signal);
    const model = clientModel(setup.openModel);
    const creating = Stagehand.create({
      browser,
      model: { generate: model.generate },
      logging: { level: 'off' },
      // An action that failed half-way must not be done again; what is safe to heal is healed by `act`.
      selfHeal: false,
      domSettleTimeoutMs: SETTLE_LIMIT_MS,
    });
    const stagehand = await abortable(creating, signal);
    await abortable(applyOptions(browser, options, allowedDomains), signal);
    return browserSession({ id: setup.id, stagehand, browser, profile, model, allowedDomains });
  } catch (error) {
    await abandon(launching, profile);
    signal.throwIfAborted();
    throw error instanceof ServiceError ? error : startFailed(executable, error);
  }
}

async function launch(
  executable: string,
  { directory }: Profile,
  { isKept }: SessionSetup,
  { viewport }: BrowserStartOptions,
  signal: AbortSignal,
): Promise<StagehandBrowser> {
  const { localBrowser } = await import('@browserbasehq/stagehand');
  if (isKept) {
    const cdpUrl = await launchDetached({ executable, profile: directory, viewport, signal });
    return localBrowser.connect({ cdpUrl });
  }
  return localBrowser.launch({
    executablePath: executable,
    headless: true,
    userDataDir: directory,
    acceptDownloads: false,
    downloadsPath: join(directory, 'downloads'),
    // The 64 MB of /dev/shm in a container are too few for larger pages.
    args: ['--disable-dev-shm-usage'],
    ...(viewport === undefined ? {} : { viewport }),
  });
}

/** Rejects when the browser is too old, and otherwise never settles. */
async function refusal(executable: string): Promise<never> {
  await checkVersion(executable);
  return new Promise(() => undefined);
}

async function applyOptions(
  browser: StagehandBrowser,
  { viewport, headers }: BrowserStartOptions,
  allowedDomains: string[] | undefined,
): Promise<void> {
  const { context } = browser;
  if (headers !== undefined) await context.setExtraHTTPHeaders(headers);
  if (allowedDomains !== undefined) await context.setDomainPolicy({ allowedDomains });
  if (viewport === undefined) return;
  const page = (await context.activePage()) ?? (await context.newPage());
  await page.setViewportSize(viewport.width, viewport.height);
}

/** The driver cannot be told to stop starting: its Chromium is killed as soon as it shows, until the start has failed. */
async function abandon(launching: Promise<StagehandBrowser>, profile: Profile): Promise<void> {
  // How the start ends is of no interest any more; a failure while the process is being ended must not go unheard.
  const started = launching.then((browser) => browser.close()).catch(() => undefined);
  do await endBrowserProcess(profile.directory);
  while (!(await settlesWithin(started, LOOK_INTERVAL_MS)));
  await profile.remove();
}
