import { resolve } from 'node:path';
import { UsageError } from '../../errors.ts';
import { EXIT_STATUS } from '../exit-status.ts';
import { stepDirectory } from '../lint/open-linter.ts';
import type { Outcome } from '../outcome.ts';
import { createPalette, type Palette } from '../render/palette.ts';
import type { Session } from '../session.ts';
import { shortPath } from '../short-path.ts';
import { buildModules, type BuildState, type BuiltFlow } from '../typescript/build-modules.ts';

export interface BuildFlags {
  outDir?: string;
  check?: boolean;
}

/** `build [PATH…]`. */
export async function build(session: Session, paths: readonly string[], flags: BuildFlags): Promise<Outcome> {
  const settings = await session.loadSettings();
  const cwd = session.streams.cwd();
  const wanted = paths.length === 0 ? [settings.flows.directory] : paths.map((path) => resolve(cwd, path));
  const built = await buildModules({
    paths: wanted,
    outDirectory: flags.outDir === undefined ? undefined : resolve(cwd, flags.outDir),
    isCheck: flags.check === true,
    catalogue: await stepDirectory(settings),
  });
  if (built.length === 0) throw noModules(wanted, cwd);
  const isDone = built.every(({ state }) => state === 'written' || state === 'unchanged');
  return {
    status: isDone ? EXIT_STATUS.done : EXIT_STATUS.failed,
    json: { flows: built.map((flow) => flowJson(flow, cwd)) },
    text: '',
    notes: notes(built, cwd, flags, createPalette(session.hasColor(session.streams.stderr))),
  };
}

function flowJson({ flow, target, state, problems }: BuiltFlow, cwd: string) {
  return {
    slug: flow.slug,
    module: shortPath(cwd, flow.file),
    file: shortPath(cwd, target),
    state,
    problems: problems.map(({ line, column, rule, message, pointer }) => ({ line, column, rule, message, pointer })),
  };
}

const WORDS: Record<BuildState, string> = {
  written: 'written',
  unchanged: 'is fresh',
  stale: 'says something else',
  missing: 'is missing',
  refused: 'cannot run',
};

function notes(built: readonly BuiltFlow[], cwd: string, { check }: BuildFlags, palette: Palette): string {
  const lines = built.flatMap(({ flow, target, state, problems }) => {
    const isGood = state === 'written' || state === 'unchanged';
    const module = shortPath(cwd, flow.file);
    return [
      `${isGood ? palette.good('✓') : palette.bad('✗')} ${shortPath(cwd, target)} ${WORDS[state]} ${palette.dim(`(${module})`)}`,
      ...problems.map(({ line, column, message }) => `  ${module}:${line}:${column} ${message}`),
    ];
  });
  const isBehind = check === true && built.some(({ state }) => state === 'stale' || state === 'missing');
  return [...lines, ...(isBehind ? ['Write them with: genie-actions build'] : [])].join('\n');
}

function noModules(paths: readonly string[], cwd: string): UsageError {
  const places = paths.map((path) => shortPath(cwd, path)).join(', ');
  return new UsageError('NO_FILES', `There is no flow in TypeScript in ${places}`, {
    detail: 'Write one, or make one of a flow in JSON: genie-actions eject SLUG --out flows/SLUG.ts',
  });
}
