import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { ProjectSettings } from '../../config/types.ts';
import type { FlowListing } from '../../ports/index.ts';
import { shortPath } from '../short-path.ts';
import { journalFile, openJournal } from '../open-journal.ts';
import { messageAndFix, type Finding } from './finding.ts';

export function checkNode(): Finding {
  return { name: 'Node', status: 'ok', message: process.version };
}

export function checkConfiguration({ configFile, envFile, root }: ProjectSettings): Finding {
  const files = [configFile, envFile].filter((file) => file !== undefined).map((file) => shortPath(root, file));
  const message = files.length === 0 ? 'no file, the defaults hold' : files.join(' and ');
  return { name: 'Configuration', status: 'ok', message };
}

/** The state folder, and the journal in it when there is one. */
export async function checkState(settings: ProjectSettings): Promise<Finding> {
  const folder = checkStateFolder(settings);
  if (folder.status !== 'ok' || !existsSync(journalFile(settings))) return folder;
  try {
    const journal = await openJournal(settings);
    try {
      await journal.listRuns({ limit: 1 });
    } finally {
      await journal.close();
    }
    return folder;
  } catch (thrown) {
    return { name: 'Journal', status: 'broken', ...messageAndFix(thrown) };
  }
}

/** Looks without writing: the nearest folder that exists must be writable. */
function checkStateFolder({ stateDir }: ProjectSettings): Finding {
  const name = 'State folder';
  const fix = 'Choose another folder with --state-dir DIR or "stateDir" in the configuration.';
  let folder = stateDir;
  while (!existsSync(folder)) folder = dirname(folder);
  if (!statSync(folder).isDirectory())
    return { name, status: 'broken', message: `${folder} is a file, not a folder`, fix };
  try {
    accessSync(folder, constants.W_OK);
  } catch {
    return { name, status: 'broken', message: `${folder} cannot be written`, fix };
  }
  return { name, status: 'ok', message: folder === stateDir ? stateDir : `${stateDir} (made at the first run)` };
}

export function checkFlows({ flows: { from, directory } }: ProjectSettings, flows: readonly FlowListing[]): Finding {
  const name = 'Flows';
  const place = from === 'local' ? directory : 'the action_flows collection';
  const broken = flows.filter(({ problem }) => problem !== undefined);
  if (broken.length > 0) {
    const list = broken.map(({ origin, problem }) => `${origin}: ${problem}`).join('\n');
    return {
      name,
      status: 'broken',
      message: `${broken.length} of ${flows.length} in ${place} cannot be read`,
      fix: list,
    };
  }
  if (flows.length === 0) {
    return {
      name,
      status: 'missing',
      message: `none in ${place}`,
      fix: 'Write one into flows/, or start a project: genie-actions init',
    };
  }
  return { name, status: 'ok', message: `${flows.length} in ${place}` };
}
