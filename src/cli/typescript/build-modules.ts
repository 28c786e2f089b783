import { existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { makeFolder } from '../../adapters/make-folder.ts';
import { checkFlow, type CheckOptions, type Diagnostic } from '../../check/index.ts';
import { stopsRun } from '../../check/stops-run.ts';
import { UsageError } from '../../errors.ts';
import { flowModulesIn, isFlowModule } from './flow-module-names.ts';
import { loadFlowModule, loadNamedModule, type ModuleFlow } from './load-flow-module.ts';
import { relocate } from './relocate.ts';

/** What became of a flow's document. */
export type BuildState = 'written' | 'unchanged' | 'stale' | 'missing' | 'refused';

export interface BuiltFlow {
  flow: ModuleFlow;
  /** The document's path. */
  target: string;
  state: BuildState;
  /** Why it is refused, in lines of the module. */
  problems: Diagnostic[];
}

export interface BuildOptions {
  /** Absolute paths of modules and folders. */
  paths: readonly string[];
  /** Absolute; without it documents stand beside their modules. */
  outDirectory: string | undefined;
  /** Only look. */
  isCheck: boolean;
  catalogue: CheckOptions['catalogue'];
}

/**
 * Runs modules and writes the flows that they export. Nothing is written when a module fails or two flows have one slug.
 * Rejects with what `loadFlowModule` does, `FLOW_DUPLICATE`, `NO_FILES` and `FILE_UNWRITABLE`.
 */
export async function buildModules(options: BuildOptions): Promise<BuiltFlow[]> {
  const flows = (await Promise.all(options.paths.map(flowsAt))).flat();
  const targets = new Map<string, ModuleFlow>();
  for (const flow of flows) {
    const target = join(options.outDirectory ?? dirname(flow.file), `${flow.slug}.json`);
    const other = targets.get(target);
    if (other !== undefined && other.file + other.slug !== flow.file + flow.slug) throw duplicate(flow, other);
    targets.set(target, flow);
  }
  return [...targets].map(([target, flow]) => buildFlow(flow, target, options));
}

/** A module that is named must have a flow; in a folder some may only be imported by others. */
async function flowsAt(path: string): Promise<ModuleFlow[]> {
  if (!existsSync(path)) throw new UsageError('NO_FILES', 'There is no such module or folder', { detail: path });
  if (statSync(path).isDirectory()) {
    return (await Promise.all(flowModulesIn(path).map(loadFlowModule))).flat();
  }
  if (isFlowModule(path)) return loadNamedModule(path);
  throw new UsageError('NO_FILES', 'Only modules are built', {
    detail: `${path}\nName a .ts file whose export is made by defineFlow, or a folder of them.`,
  });
}

function buildFlow(flow: ModuleFlow, target: string, { isCheck, catalogue }: BuildOptions): BuiltFlow {
  const { diagnostics } = checkFlow(flow.text, { catalogue, file: target });
  const problems = diagnostics.filter(stopsRun).map((diagnostic) => relocate(diagnostic, flow));
  if (problems.length > 0) return { flow, target, state: 'refused', problems };
  const state = stateOf(target, flow.text);
  if (isCheck || state === 'unchanged') return { flow, target, state, problems };
  write(target, flow.text);
  return { flow, target, state: 'written', problems };
}

function stateOf(target: string, text: string): 'missing' | 'stale' | 'unchanged' {
  if (!existsSync(target)) return 'missing';
  return readFileSync(target, 'utf8') === text ? 'unchanged' : 'stale';
}

/** All of it or nothing. */
function write(target: string, text: string): void {
  const temporary = `${target}.${process.pid}.tmp`;
  try {
    makeFolder(dirname(resolve(target)));
    writeFileSync(temporary, text);
    renameSync(temporary, target);
  } catch (cause) {
    rmSync(temporary, { force: true });
    throw new UsageError('FILE_UNWRITABLE', `${target} cannot be written: ${(cause as Error).message}`, { cause });
  }
}

function duplicate(flow: ModuleFlow, other: ModuleFlow): UsageError {
  const files = [...new Set([other.file, flow.file])];
  return new UsageError('FLOW_DUPLICATE', `There are two flows with the slug "${flow.slug}"`, {
    detail: `${files.join(' and ')}: give one of them another slug.`,
    data: { slug: flow.slug, files },
  });
}
