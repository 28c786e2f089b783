import { shortPath } from './short-path.ts';
import { storeFile, type Project } from './open-project.ts';

/** Where a run that used the embedded store left its rows. */
export function storeRemarks(project: Project): string[] {
  const { settings } = project;
  if (settings.directus.url !== undefined || !project.openedPorts().includes('directus')) return [];
  return [`Rows are in the embedded store: ${shortPath(settings.root, storeFile(settings))}`];
}
