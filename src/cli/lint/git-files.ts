import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { UsageError } from '../../errors.ts';
import type { Streams } from '../streams.ts';
import { fileSource, mayBeFlow } from './find-sources.ts';
import type { LintSource } from './source.ts';

const MAX_OUTPUT_BYTES = 1024 ** 3;

/**
 * The files that git has staged, as they are staged, or those that differ from the last commit; only those in `places`.
 * Throws `GIT_UNAVAILABLE` where there is no git or no repository.
 */
export function gitSources(kind: 'staged' | 'changed', places: readonly string[], streams: Streams): LintSource[] {
  const cwd = streams.cwd();
  const run = (args: readonly string[], input?: string) => runGit(args, cwd, streams.env, input);
  const root = run(['rev-parse', '--show-toplevel']).trim();
  const inRoot = (...args: string[]) => names(run(['-C', root, ...args]));
  const listed =
    kind === 'staged'
      ? inRoot('diff', '--cached', '--name-only', '-z', '--diff-filter=ACMR')
      : [
          ...inRoot(
            'diff',
            hasCommit(cwd, streams.env) ? 'HEAD' : '--cached',
            '--name-only',
            '-z',
            '--diff-filter=ACMR',
          ),
          ...inRoot('ls-files', '--others', '--exclude-standard', '-z'),
        ];
  const wanted = [...new Set(listed)]
    .filter((name) => mayBeFlow(name) && places.some((place) => isInside(join(root, name), place)))
    .sort();
  const sources = wanted.map((name) => fileSource(join(root, name), cwd, false));
  if (kind === 'changed') return sources;
  for (const [index, source] of sources.entries()) source.read = () => run(['-C', root, 'show', `:${wanted[index]!}`]);
  return sources;
}

function hasCommit(cwd: string, env: Streams['env']): boolean {
  return spawnSync('git', ['rev-parse', '--verify', '--quiet', 'HEAD'], { cwd, env: { ...env } }).status === 0;
}

function runGit(args: readonly string[], cwd: string, env: Streams['env'], input?: string): string {
  const { status, stdout, stderr, error } = spawnSync('git', args, {
    cwd,
    env: { ...env },
    encoding: 'utf8',
    maxBuffer: MAX_OUTPUT_BYTES,
    ...(input === undefined ? {} : { input }),
  });
  if (status === 0) return stdout;
  const reason = error === undefined ? stderr.trim().split('\n')[0]! : error.message;
  throw new UsageError('GIT_UNAVAILABLE', `git could not say which files changed: ${reason}`, {
    detail: '--staged and --changed work inside a git repository, where git is installed.',
    cause: error,
  });
}

function names(output: string): string[] {
  return output.split('\0').filter((name) => name !== '');
}

function isInside(path: string, place: string): boolean {
  return path === place || path.startsWith(place.endsWith('/') ? place : `${place}/`);
}
