import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { toFlowListing, brokenListing, sortListings } from '../../adapters/flow-listing.ts';
import { GenieError, UsageError } from '../../errors.ts';
import type { FlowListing, FlowSource, SourcedFlow } from '../../ports/index.ts';
import { flowModulesIn } from './flow-module-names.ts';
import { loadFlowModule, loadNamedModule, type ModuleFlow } from './load-flow-module.ts';

/** The one flow of a module, for whoever names its file. Rejects with `FLOW_AMBIGUOUS` when there are several. */
export function moduleFile(file: string): FlowSource {
  async function read(): Promise<SourcedFlow> {
    const [flow, ...others] = await loadNamedModule(file);
    if (others.length === 0) return { text: flow.text, origin: file };
    throw new UsageError('FLOW_AMBIGUOUS', `The module exports ${others.length + 1} flows`, {
      detail: `${file}\nName one by its slug: ${[flow, ...others].map(({ slug }) => slug).join(', ')}.`,
    });
  }
  return {
    kind: 'local',
    find: read,
    list: async () => [toFlowListing(await read())],
  };
}

/**
 * The flows of a folder in which some are written in TypeScript. The module is the source; the `.json` of the same slug is what
 * `genie-actions build` made of it and must say the same. To find one flow, only modules are run that mention its slug.
 *
 * Rejects with `FLOW_STALE` when a `.json` says something else, with `FLOW_DUPLICATE` when two modules export the slug, and with
 * what a module that is needed fails with.
 */
export function folderWithModules(directory: string, json: FlowSource): FlowSource {
  return {
    kind: 'local',
    async find(slug, call) {
      const [built, modules] = await Promise.all([json.find(slug, call), modulesMentioning(directory, slug)]);
      const flows = (await Promise.all(modules.map(loadFlowModule))).flat().filter((flow) => flow.slug === slug);
      if (flows.length > 1) throw duplicate(slug, flows);
      const [flow] = flows;
      if (flow === undefined) return built;
      if (built !== undefined && !saysTheSame(built, flow)) throw stale(flow, built);
      return { text: flow.text, origin: flow.file };
    },
    async list(call) {
      const [listed, ...loaded] = await Promise.all([
        json.list(call),
        ...flowModulesIn(directory).map((file) => listModule(file)),
      ]);
      const flows = loaded.flat();
      const written = flows.map(({ flow, listing }) =>
        flow === undefined ? listing : withBuilt(flow, listing, listed),
      );
      const slugs = new Set(flows.map(({ listing }) => listing.slug));
      return sortListings([...written, ...listed.filter(({ slug }) => !slugs.has(slug))]);
    },
  };
}

/** Modules that hold the slug as a text. A slug that is put together is found when the file is named. */
async function modulesMentioning(directory: string, slug: string): Promise<string[]> {
  return flowModulesIn(directory).filter((file) => readFileSync(file, 'utf8').includes(slug));
}

async function listModule(file: string): Promise<{ listing: FlowListing; flow?: ModuleFlow }[]> {
  try {
    const flows = await loadFlowModule(file);
    return flows.map((flow) => ({ flow, listing: toFlowListing({ text: flow.text, origin: file }) }));
  } catch (thrown) {
    if (!(thrown instanceof GenieError)) throw thrown;
    // The module's name is all that it tells.
    const slug = basename(file).replace(/\.m?ts$/i, '');
    return [{ listing: { ...brokenListing(file, thrown.message), slug, name: slug } }];
  }
}

function withBuilt(flow: ModuleFlow, listing: FlowListing, listed: readonly FlowListing[]): FlowListing {
  const found = listed.find(({ slug }) => slug === flow.slug);
  if (found === undefined) return listing;
  const built = { text: readFileSync(found.origin, 'utf8'), origin: found.origin };
  return saysTheSame(built, flow) ? listing : { ...listing, problem: stale(flow, built).message };
}

function saysTheSame(built: SourcedFlow, flow: ModuleFlow): boolean {
  try {
    return isDeepStrictEqual(JSON.parse(built.text), flow.document);
  } catch {
    return false;
  }
}

function stale(flow: ModuleFlow, built: SourcedFlow): UsageError {
  return new UsageError('FLOW_STALE', `The flow "${flow.slug}" was changed after it was built`, {
    detail: `${built.origin} is not what ${flow.file} says. Run: genie-actions build`,
    data: { slug: flow.slug, files: [flow.file, built.origin] },
  });
}

function duplicate(slug: string, flows: readonly ModuleFlow[]): UsageError {
  const files = [...new Set(flows.map(({ file }) => file))];
  return new UsageError('FLOW_DUPLICATE', `There are ${flows.length} flows with the slug "${slug}"`, {
    detail: `${files.join(' and ')}: give one of them another slug.`,
    data: { slug, files },
  });
}
