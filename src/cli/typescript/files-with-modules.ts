import { isDeepStrictEqual } from 'node:util';
import { GenieError, UsageError } from '../../errors.ts';
import type { FlowFile, FlowFilesPort } from '../../ports/index.ts';
import { flowModulesIn, isFlowModule } from './flow-module-names.ts';
import { loadFlowModule, type ModuleFlow } from './load-flow-module.ts';

/**
 * The files of a sync in a folder in which some flows are written in TypeScript. What a module exports goes out as it would be
 * built; what comes in is never written over it, nor over the document that was built of it: the module would not know.
 * `write` and `delete` reject with `FLOW_IS_MODULE` there.
 */
export function filesWithModules(files: FlowFilesPort): FlowFilesPort {
  /** Modules by the documents that are theirs. */
  const owners = new Map<string, string>();
  const refuse = (path: string) => {
    const module = isFlowModule(path) ? path : owners.get(path);
    if (module !== undefined) throw ownedByModule(path, module);
  };
  return {
    directory: files.directory,
    async read() {
      const found = await files.read();
      const modules = await Promise.all(flowModulesIn(files.directory).map((file) => readModule(file, owners)));
      const flows = modules.flat();
      const bySlug = new Map(flows.map((flow) => [flow.slug, flow]));
      const joined = found.map((file) => withModule(file, bySlug.get(file.slug), owners));
      const slugs = new Set(found.map(({ slug }) => slug));
      const unbuilt = flows.filter(({ slug }) => !slugs.has(slug)).map(({ file }) => file);
      return [...joined, ...unbuilt].toSorted((one, other) =>
        one.slug < other.slug ? -1 : Number(one.slug > other.slug),
      );
    },
    async write(path, text, expected) {
      refuse(path);
      return files.write(path, text, expected);
    },
    async delete(path, expected) {
      refuse(path);
      return files.delete(path, expected);
    },
  };
}

interface ReadFlow {
  slug: string;
  file: FlowFile;
  flow?: ModuleFlow;
}

async function readModule(path: string, owners: Map<string, string>): Promise<ReadFlow[]> {
  try {
    const flows = await loadFlowModule(path);
    return flows.map((flow) => {
      const { slug, text, document } = flow;
      owners.set(path.replace(/[^\\/]+$/, `${slug}.json`), path);
      return { slug, flow, file: { path, slug, text, document } };
    });
  } catch (thrown) {
    if (!(thrown instanceof GenieError)) throw thrown;
    const slug = path.replace(/^.*[\\/]|\.m?ts$/gi, '');
    return [{ slug, file: { path, slug, text: '', document: undefined, problem: `${path}: ${thrown.message}` } }];
  }
}

function withModule(file: FlowFile, read: ReadFlow | undefined, owners: Map<string, string>): FlowFile {
  if (read === undefined || file.problem !== undefined) return file;
  owners.set(file.path, read.file.path);
  if (read.flow === undefined) return { ...file, problem: read.file.problem! };
  if (isDeepStrictEqual(file.document, read.flow.document)) return file;
  return { ...file, problem: `${file.path} is not what ${read.file.path} says; run: genie-actions build` };
}

function ownedByModule(path: string, module: string): UsageError {
  return new UsageError('FLOW_IS_MODULE', 'The flow is written in TypeScript, which a sync does not change', {
    detail: `${path}\nChange ${module} to say the same, then: genie-actions build`,
  });
}
