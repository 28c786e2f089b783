import { readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { SuppressedDiagnostic } from '../../check/diagnostic.ts';
import type { CheckedFlow, Diagnostic } from '../../check/index.ts';
import { UsageError } from '../../errors.ts';
import { shortPath } from '../short-path.ts';
import { flowModulesIn, isFlowModule } from '../typescript/flow-module-names.ts';
import { loadFlowModule, loadNamedModule, type ModuleFlow } from '../typescript/load-flow-module.ts';
import { relocate } from '../typescript/relocate.ts';
import type { Linter } from './create-linter.ts';
import type { LintSource } from './source.ts';

/** Flows of modules by the text that is checked. */
export type ModuleFlows = ReadonlyMap<string, ModuleFlow>;

/** Says that a module among the sources is only checked by running it. Throws `EXECUTE_REQUIRED`. */
export function refuseModules(sources: readonly LintSource[]): void {
  const module = sources.find(({ path }) => path !== undefined && isFlowModule(path));
  if (module === undefined) return;
  throw new UsageError('EXECUTE_REQUIRED', `${module.file} is TypeScript, which is checked by running it`, {
    detail: 'Add --execute if you trust the module.',
  });
}

/**
 * Runs the modules among the sources and in the folders that were asked for; each flow that they export takes the place of its
 * module, and of the document that was built of it. Rejects with what a module fails with.
 */
export async function executeModules(
  wanted: readonly string[],
  sources: readonly LintSource[],
  cwd: string,
): Promise<{ sources: LintSource[]; modules: ModuleFlows }> {
  const named = sources.flatMap(({ path }) => (path !== undefined && isFlowModule(path) ? [path] : []));
  const folders = wanted.map((path) => resolve(cwd, path)).filter(isFolder);
  const found = folders.flatMap(flowModulesIn).filter((file) => !named.includes(file));
  const flows = await Promise.all([...named.map(loadNamedModule), ...found.map(loadFlowModule)]);
  const modules = new Map<string, ModuleFlow>();
  for (const flow of flows.flat()) modules.set(flow.text, flow);
  const built = new Set([...modules.values()].map(({ file, slug }) => join(dirname(file), `${slug}.json`)));
  const documents = sources.filter(
    ({ path, isExplicit }) => path === undefined || (!isFlowModule(path) && (isExplicit || !built.has(path))),
  );
  const executed = [...modules].map(([text, { file }]): LintSource => ({
    file: shortPath(cwd, file),
    path: file,
    isExplicit: true,
    read: () => text,
    readShown: () => readFileSync(file, 'utf8'),
  }));
  return { sources: [...documents, ...executed], modules };
}

/** The same linter, whose findings in flows of modules stand where the module was written. */
export function lintModules(lint: Linter, modules: ModuleFlows): Linter {
  const moved = (text: string, file: string, path: string | undefined): CheckedFlow => {
    const checked = lint(text, file, path);
    const flow = modules.get(text);
    if (flow === undefined) return checked;
    return {
      ...checked,
      diagnostics: checked.diagnostics.map((diagnostic) => relocate(diagnostic, flow, file)),
      suppressed: checked.suppressed.map((entry) => relocateSuppressed(entry, flow, file)),
    };
  };
  return Object.assign(moved, { rules: lint.rules });
}

function relocateSuppressed(
  { diagnostic, kind, reason }: SuppressedDiagnostic,
  flow: ModuleFlow,
  file: string,
): SuppressedDiagnostic {
  return { diagnostic: relocate(diagnostic, flow, file), kind, ...(reason === undefined ? {} : { reason }) };
}

/** What is said of several flows together. */
export function relocateInModules(diagnostics: readonly Diagnostic[], modules: ModuleFlows, cwd: string): Diagnostic[] {
  const byFile = new Map([...modules.values()].map((flow) => [shortPath(cwd, flow.file), flow]));
  return diagnostics.map((diagnostic) => {
    const flow = byFile.get(diagnostic.file);
    return flow === undefined ? diagnostic : relocate(diagnostic, flow, diagnostic.file);
  });
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
