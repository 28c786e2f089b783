import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { ollamaModel } from '../../../src/adapters/ollama-model/index.ts';
import { stagehandBrowser } from '../../../src/adapters/stagehand-browser/index.ts';
import { startChild } from '../../adapters/child-process.ts';
import { findChromium } from '../services/chromium.ts';
import { endProcesses, processesOf } from '../services/leftover-processes.ts';
import { liveFolder } from '../services/live-folder.ts';
import { startPages, type PagesServer } from '../services/pages.ts';
import { untilReady } from '../services/until-ready.ts';

const ENTRY = resolve(import.meta.dirname, '../../../src/cli/main.ts');
const COMMAND = `const { main } = await import(${JSON.stringify(ENTRY)}); process.exitCode = await main(process.argv.slice(1), process);`;

/** The Chromiums of a folder, which is named in their arguments. */
const browsersOf = (folder: string) =>
  processesOf(folder).filter(({ command }) => command.includes('--type=') || command.includes('--user-data-dir'));
const gone = (folder: string) =>
  untilReady(() => browsersOf(folder).length === 0, { timeoutMs: 5000, what: 'the end of Chromium' });

describe('a process that is killed', () => {
  it('takes its browser along; what is left of it goes with the next session', async () => {
    const directory = liveFolder('killed');
    const chromePath = findChromium();
    const child = startChild(new URL('hold-session.ts', import.meta.url), [directory, chromePath]);
    const sessionId = await child.nextLine();
    expect(browsersOf(directory)).not.toEqual([]);
    await child.kill();
    await gone(directory);
    expect(readdirSync(join(directory, 'browsers'))).toEqual([sessionId]);

    const browser = stagehandBrowser({ model: () => ollamaModel(), directory, chromePath });
    const next = await browser.start({});
    await expect.poll(() => readdirSync(join(directory, 'browsers'))).toEqual([next.sessionId]);
    await browser.close();
    expect(readdirSync(join(directory, 'browsers'))).toEqual([]);
  });

  it('has its browser killed by the next session when that one did not end', async () => {
    const directory = liveFolder('orphan');
    const folder = join(directory, 'browsers', 'orphan');
    mkdirSync(folder, { recursive: true });
    writeFileSync(
      join(folder, 'owner.json'),
      JSON.stringify({ ...(await ownHost(directory)), pid: 1, processStart: 'x' }),
    );
    const orphan = spawn(
      findChromium(),
      ['--headless', '--no-sandbox', '--remote-debugging-port=0', `--user-data-dir=${join(folder, 'profile')}`],
      {
        detached: true,
        stdio: 'ignore',
      },
    );
    onTestFinished(() => endProcesses(processesOf(folder)));
    await untilReady(() => readdirSync(join(folder, 'profile')).includes('SingletonLock'), {
      timeoutMs: 10_000,
      what: 'the orphan',
    });
    const browser = stagehandBrowser({ model: () => ollamaModel(), directory, chromePath: findChromium() });
    const exited = once(orphan, 'exit');
    await browser.start({});
    await exited;
    await browser.close();
    expect(processesOf(directory)).toEqual([]);
  });
});

/** The host as this process writes it into the folder of a session. */
async function ownHost(directory: string): Promise<object> {
  const { currentOwner } = await import('../../../src/adapters/sqlite-journal/run-owner.ts');
  mkdirSync(directory, { recursive: true });
  return { host: currentOwner().host, isKept: false };
}

describe('run', () => {
  let command: ChildProcess | undefined;
  afterEach(() => void command?.kill('SIGKILL'));

  async function start(pages: PagesServer, path: string, flags: readonly string[] = []) {
    const folder = liveFolder('run');
    mkdirSync(join(folder, 'flows'));
    const steps = [
      { type: 'stagehand_start', result_key: 'tab', config: {} },
      {
        type: 'stagehand_navigate',
        result_key: 'page',
        config: { sessionId: '$tab.sessionId', url: pages.url + path },
        timeout_ms: 20000,
      },
    ];
    const flow = { slug: 'visit', name: 'Visit', steps, output: { title: '$page.title' } };
    writeFileSync(join(folder, 'flows/visit.json'), JSON.stringify(flow));
    const child = spawn(
      process.execPath,
      ['--input-type=module', '--eval', COMMAND, '--', 'run', 'visit', '--json', ...flags],
      {
        cwd: folder,
        env: { ...process.env, CHROME_PATH: findChromium(), STAGEHAND_URL: '' },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    command = child;
    const texts = { stdout: '', stderr: '' };
    child.stdout.on('data', (chunk: Buffer) => (texts.stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (texts.stderr += chunk.toString()));
    const ended = once(child, 'close') as Promise<[number | null]>;
    return {
      folder,
      child,
      async end() {
        const [status] = await ended;
        return { status, ...texts };
      },
    };
  }

  it.each([
    ['success', '/list', 0, undefined],
    ['a failure', '/missing', 1, 'HTTP_STATUS'],
    ['a time limit', '/silent', 1, 'STEP_TIMEOUT'],
  ])('leaves no browser after %s', async (_, path, status, code) => {
    const run = await start(await startPages(), path);
    const ended = await run.end();
    expect([ended.status, (JSON.parse(ended.stdout) as { code?: string }).code]).toEqual([status, code]);
    expect(processesOf(run.folder)).toEqual([]);
    expect(readdirSync(join(run.folder, '.genie-actions/state/browsers'))).toEqual([]);
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('leaves no browser after %s', async (signal, status) => {
    const pages = await startPages();
    const run = await start(pages, '/silent');
    await untilReady(() => pages.requests.some(({ url }) => url === '/silent'), {
      timeoutMs: 40_000,
      what: 'the page',
    });
    run.child.kill(signal);
    expect((await run.end()).status).toBe(status);
    expect(processesOf(run.folder)).toEqual([]);
  });

  it('leaves no browser after it was killed', async () => {
    const pages = await startPages();
    const run = await start(pages, '/silent');
    await untilReady(() => pages.requests.some(({ url }) => url === '/silent'), {
      timeoutMs: 40_000,
      what: 'the page',
    });
    run.child.kill('SIGKILL');
    await run.end();
    await gone(run.folder);
    expect(browsersOf(run.folder)).toEqual([]);
  });

  it('leaves the browser to a person with --keep-browser, and says where it is', async () => {
    const run = await start(await startPages(), '/list', ['--keep-browser']);
    onTestFinished(() => endProcesses(browsersOf(run.folder)));
    const { status, stdout, stderr } = await run.end();
    expect(status).toBe(0);
    const [browser] = (JSON.parse(stdout) as { browsers: Array<{ cdpUrl: string; pid: number }> }).browsers;
    expect(stderr).toContain(browser!.cdpUrl);
    expect(stderr).toContain(`kill ${browser!.pid}`);
    await sleep(2000);
    const targets = (await (await fetch(`${browser!.cdpUrl}/json`)).json()) as Array<{ title: string }>;
    expect(targets.map(({ title }) => title)).toContain('Posts');
    process.kill(browser!.pid);
    await gone(run.folder);
  });
});
