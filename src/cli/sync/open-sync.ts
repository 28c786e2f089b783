import type { ProjectSettings } from '../../config/types.ts';
import type { FlowFile, FlowFilesPort, FlowRowsPort } from '../../ports/index.ts';
import type { FileSyncBases } from '../../adapters/sync-bases/index.ts';
import type { AllSides } from '../../sync/types.ts';
import type { Session } from '../session.ts';
import { flowModulesIn } from '../typescript/flow-module-names.ts';
import { chooseTarget, type Target } from './choose-target.ts';
import { aboutTarget } from './own-variables.ts';
import { selectFlows } from './select-flows.ts';
import type { TargetFlags } from './sync-flags.ts';

/** The places between which flows are synced. */
export interface SyncPlaces {
  settings: ProjectSettings;
  target: Target;
  rows: FlowRowsPort;
  files: FlowFilesPort;
  bases: FileSyncBases;
}

/** Opens the places of a project and a target, and closes them when the work is done. */
export async function withSync<Result>(
  session: Session,
  { target: name, moved = false }: TargetFlags & { moved?: boolean },
  work: (places: SyncPlaces) => Promise<Result>,
): Promise<Result> {
  const settings = await session.loadSettings();
  const target = chooseTarget(settings, name);
  try {
    return await withPlaces({ settings, target }, moved, work);
  } catch (thrown) {
    throw aboutTarget(thrown, target);
  }
}

async function withPlaces<Result>(
  { settings, target }: Pick<SyncPlaces, 'settings' | 'target'>,
  isMoved: boolean,
  work: (places: SyncPlaces) => Promise<Result>,
): Promise<Result> {
  const [{ openDirectusServer }, { openFlowRows }, { openFlowFiles }, { openSyncBases }] = await Promise.all([
    import('../../adapters/directus-server/index.ts'),
    import('../../adapters/directus-flows/index.ts'),
    import('../../adapters/flow-files/index.ts'),
    import('../../adapters/sync-bases/index.ts'),
  ]);
  const server = openDirectusServer({ url: target.url, ...target.account });
  const rows = openFlowRows({ server, collection: target.collection });
  const { root, flows } = settings;
  const bases = openSyncBases({ root, target: target.name, address: rows.address, isMoved });
  try {
    const files = await withModules(openFlowFiles(flows.directory));
    return await work({ settings, target, rows, files, bases });
  } finally {
    await rows.close();
  }
}

/** Only a folder with modules needs what runs them. */
async function withModules(files: FlowFilesPort): Promise<FlowFilesPort> {
  if (flowModulesIn(files.directory).length === 0) return files;
  return (await import('../typescript/files-with-modules.ts')).filesWithModules(files);
}

export interface ReadSides {
  /** Of the flows that were asked for. */
  sides: AllSides;
  /** Of all flows. */
  everyFile: readonly FlowFile[];
}

/** All that is known of the flows that were asked for: one request to Directus. Throws `FLOW_NOT_FOUND`. */
export async function readSides(
  { rows, files, bases }: SyncPlaces,
  patterns: readonly string[],
  cwd: string,
  signal?: AbortSignal,
): Promise<ReadSides> {
  const call = signal === undefined ? {} : { signal };
  // First of all: a base that another sync writes meanwhile would speak of sides that were read before it.
  const known = await bases.read();
  // With nothing to choose by, the request is under way while the files are read.
  const everyRow = patterns.length === 0 ? rows.read(undefined, call) : undefined;
  everyRow?.catch(() => undefined);
  const found = await files.read();
  const selection = selectFlows(patterns, found, cwd);
  const read = await (everyRow ?? rows.read(selection.slugs, call));
  const everything = { files: found, rows: read, bases: known.bases, baseProblems: known.problems };
  return { sides: selection.of(everything), everyFile: found };
}
