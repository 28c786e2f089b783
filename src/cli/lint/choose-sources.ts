import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ProjectSettings } from '../../config/types.ts';
import type { Session } from '../session.ts';
import { isFlowModule } from '../typescript/flow-module-names.ts';
import type { ModuleFlows } from './execute-modules.ts';
import { fileSource, findSources } from './find-sources.ts';
import type { LintRequest } from './lint-flags.ts';
import type { LintSource } from './source.ts';

export interface ChosenSources {
  sources: readonly LintSource[];
  /** Paths that lead nowhere. */
  missing: readonly string[];
  /** There may be none: nothing was staged, or nothing changed. */
  mayBeEmpty: boolean;
  /** With `--execute`: the flows that came out of modules. */
  modules?: ModuleFlows;
}

/** The documents that were asked for; by default those of the project's flows folder. */
export async function chooseSources(
  { streams }: Session,
  settings: ProjectSettings,
  { paths, flags, stdinFilePath }: LintRequest,
): Promise<ChosenSources> {
  const cwd = streams.cwd();
  if (flags.remote) {
    const { remoteSources } = await import('./remote-sources.ts');
    return { sources: await remoteSources(settings), missing: [], mayBeEmpty: false };
  }
  const wanted = paths.length === 0 ? [settings.flows.directory] : paths.filter((path) => path !== '-');
  if (flags.staged || flags.changed) {
    const { gitSources } = await import('./git-files.ts');
    const places = wanted.map((path) => resolve(cwd, path));
    const sources = gitSources(flags.staged ? 'staged' : 'changed', places, streams);
    const missing = paths.length === 0 ? [] : places.filter((place) => !existsSync(place));
    return { sources, missing, mayBeEmpty: true };
  }
  const found = await withModules(wanted, findSources(wanted, cwd), cwd, flags.execute === true);
  if (!paths.includes('-')) return { ...found, mayBeEmpty: false };
  const { text } = await import('node:stream/consumers');
  const document = await text(streams.stdin);
  const path = stdinFilePath === undefined ? undefined : resolve(cwd, stdinFilePath);
  const named = path === undefined ? { file: 'stdin', path } : fileSource(path, cwd, true);
  const stdin: LintSource = { ...named, isExplicit: true, read: () => document };
  return { ...found, sources: [stdin, ...found.sources], mayBeEmpty: false };
}

type Found = Pick<ChosenSources, 'sources' | 'missing' | 'modules'>;

/** Modules are code: what they hold is only looked at when that is asked for. */
async function withModules(paths: readonly string[], found: Found, cwd: string, isExecuted: boolean): Promise<Found> {
  const hasModule = found.sources.some(({ path }) => path !== undefined && isFlowModule(path));
  if (!isExecuted && !hasModule) return found;
  const { executeModules, refuseModules } = await import('./execute-modules.ts');
  if (!isExecuted) refuseModules(found.sources);
  return { ...found, ...(await executeModules(paths, found.sources, cwd)) };
}
