import { join } from 'node:path';
import { openFlowFiles } from '../../../src/adapters/flow-files/index.ts';
import { openSyncBases } from '../../../src/adapters/sync-bases/index.ts';
import type { FlowRowsPort } from '../../../src/ports/index.ts';
import type { Flags, Project } from './project.ts';

/** A project with real files and bases. */
export function openProject(root: string, rows: FlowRowsPort): Project {
  return {
    rows,
    files: openFlowFiles(join(root, 'flows')),
    bases: openSyncBases({ root, target: 'default', address: 'http://fake:8055' }),
  };
}

/** With what the victim pushes and pulls. */
export function crashFlags(root: string): Flags {
  return {
    prune: new Set(['deleted']),
    resolve: () => 'merge',
    pathOf: (slug) => join(root, 'flows', `${slug}.json`),
  };
}
