import { existsSync, statSync, watch as watchFolder, type FSWatcher } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { ProjectSettings } from '../../config/types.ts';
import type { LintReport } from '../../report/lint-report.ts';
import { EXIT_STATUS } from '../exit-status.ts';
import { listenForSignals } from '../interruption.ts';
import type { Outcome } from '../outcome.ts';
import type { Session } from '../session.ts';
import { checkSources } from './check-sources.ts';
import type { ChosenSources } from './choose-sources.ts';
import type { Linter } from './create-linter.ts';
import { fileSource, mayBeFlow } from './find-sources.ts';
import type { LintRequest } from './lint-flags.ts';
import { lintSummary } from './lint-outcome.ts';
import { LintRun } from './lint-run.ts';
import { reportText, textsOf } from './print-report.ts';
import type { LintSource } from './source.ts';

export interface Watch {
  session: Session;
  settings: ProjectSettings;
  request: LintRequest;
  lint: Linter;
  chosen: ChosenSources;
}

/** Editors write a file in several steps; what comes within this time is one change. */
const SETTLE_MS = 10;

/** `lint --watch`: checks everything once, then each file when it changes, until Ctrl-C. */
export async function watch({ session, settings, request, lint, chosen }: Watch): Promise<Outcome> {
  const { streams } = session;
  const cwd = streams.cwd();
  const print = async (sources: readonly LintSource[]) => {
    const startedAt = performance.now();
    const run = new LintRun({ lint, fix: undefined, isDryRun: false });
    checkSources(run, sources, session);
    const { files, diagnostics, suppressed, unreadable } = run;
    const report: LintReport = { files, diagnostics, suppressed, unreadable, textOf: textsOf(sources, cwd) };
    streams.stdout.write(await reportText(report, request.format, session, false));
    const names = sources.length === 1 ? `${sources[0]!.file}: ` : '';
    session.note(`${names}${lintSummary(report)} (${Math.round(performance.now() - startedAt)} ms)`);
  };
  const changed = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let printing = print(chosen.sources);
  const onChange = (path: string, isNamed: boolean) => {
    if (!isNamed && !mayBeFlow(path)) return;
    changed.add(path);
    timer ??= setTimeout(() => {
      timer = undefined;
      const sources = [...changed]
        .filter((file) => existsSync(file))
        .map((file) => fileSource(file, cwd, isExplicit(file, chosen)));
      changed.clear();
      if (sources.length > 0) printing = printing.then(() => print(sources));
    }, SETTLE_MS);
  };
  const places = request.paths.length === 0 ? [settings.flows.directory] : request.paths;
  const watchers = openWatchers(
    places.map((place) => resolve(cwd, place)),
    chosen,
    onChange,
  );
  const interruption = listenForSignals(streams, () => {});
  try {
    await printing;
    session.note('Watching; Ctrl-C ends it.');
    await new Promise<void>((end) => {
      if (interruption.signal.aborted) end();
      interruption.signal.addEventListener('abort', () => end(), { once: true });
    });
    clearTimeout(timer);
    await printing;
  } finally {
    for (const watcher of watchers) watcher.close();
    interruption.close();
  }
  return { status: interruption.status ?? EXIT_STATUS.interrupted, json: {}, text: '' };
}

function isExplicit(path: string, { sources }: ChosenSources): boolean {
  return sources.some((source) => source.path === path && source.isExplicit);
}

/** Folders with what is below them; of files the folder that they are in, because editors replace files. */
function openWatchers(
  places: readonly string[],
  { sources }: ChosenSources,
  onChange: (path: string, isNamed: boolean) => void,
): FSWatcher[] {
  const folders = places.filter((place) => existsSync(place) && statSync(place).isDirectory());
  const files = new Set(sources.flatMap(({ path }) => (path === undefined ? [] : [path])));
  const loose = [...files].filter((file) => !folders.some((folder) => file.startsWith(`${folder}/`)));
  return [
    ...folders.map((folder) =>
      watchFolder(folder, { recursive: true }, (_, name) => {
        if (name !== null && !isHidden(name)) onChange(join(folder, name), false);
      }),
    ),
    ...[...new Set(loose.map((file) => dirname(file)))].map((folder) =>
      watchFolder(folder, (_, name) => {
        if (name !== null && files.has(join(folder, name))) onChange(join(folder, name), true);
      }),
    ),
  ];
}

function isHidden(name: string): boolean {
  return name.split(/[\\/]/).some((part) => part.startsWith('.') || part === 'node_modules');
}
