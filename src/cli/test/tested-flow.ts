import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { toGenieError } from '../../errors.ts';
import { shortPath } from '../short-path.ts';
import { flowModulesIn, isFlowModule } from '../typescript/flow-module-names.ts';
import type { ModuleFlow } from '../typescript/load-flow-module.ts';
import { withoutTestEnding } from './find-test-files.ts';

/** The flow that a test file is about. */
export interface TestedFlow {
  /** The absolute path of its document or module. */
  file: string;
  text: string;
  /** Where it was written, when it is TypeScript. */
  module?: ModuleFlow;
}

export interface FlowPlaces {
  /** The project's folder of flows. */
  directory: string;
  cwd: string;
}

/** A module goes before the document that was built of it. */
const ENDINGS = ['.ts', '.mts', '.json'];

/**
 * Finds and reads the flow of a test file, or says why it cannot.
 *
 * @param named what the test file says: a path relative to it, or a slug; `undefined`: the flow that is named like the file
 */
export async function readTestedFlow(
  testFile: string,
  named: string | undefined,
  { directory, cwd }: FlowPlaces,
): Promise<TestedFlow | { problem: string }> {
  const folder = dirname(testFile);
  const isPath = named !== undefined && /[\\/]|\.(?:json|m?ts)$/i.test(named);
  const slug = isPath ? undefined : (named ?? basename(withoutTestEnding(testFile)));
  const folders = [...new Set(named === undefined ? [folder] : [folder, directory])];
  const looked = isPath
    ? [resolve(folder, named)]
    : folders.flatMap((place) => ENDINGS.map((ending) => join(place, `${slug}${ending}`)));
  try {
    const file = looked.find((path) => existsSync(path));
    if (file !== undefined) return isFlowModule(file) ? await readModule(file, slug) : await readDocument(file);
    const flow = slug === undefined ? undefined : await findInModules(folders.flatMap(flowModulesIn), slug);
    if (flow !== undefined) return flow;
  } catch (thrown) {
    const { message, detail } = toGenieError(thrown);
    return { problem: [message, detail ?? []].flat().join('\n') };
  }
  const places = looked.map((path) => shortPath(cwd, path)).join(', ');
  return { problem: `the flow is not there: looked for ${places}; name it with "flow"` };
}

async function readDocument(file: string): Promise<TestedFlow> {
  return { file, text: await readFile(file, 'utf8') };
}

async function readModule(file: string, slug: string | undefined): Promise<TestedFlow> {
  const { loadNamedModule } = await import('../typescript/load-flow-module.ts');
  const flows = await loadNamedModule(file);
  const module = flows.find((flow) => flow.slug === slug) ?? flows[0];
  return { file, text: module.text, module };
}

/** A module may export several flows, and not be named like any of them. */
async function findInModules(files: readonly string[], slug: string): Promise<TestedFlow | undefined> {
  if (files.length === 0) return undefined;
  const { loadFlowModule } = await import('../typescript/load-flow-module.ts');
  for (const file of files) {
    const module = (await loadFlowModule(file)).find((flow) => flow.slug === slug);
    if (module !== undefined) return { file, text: module.text, module };
  }
  return undefined;
}
