import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProjectFacts } from '../../../src/check/project-facts.ts';
import { readSnapshot } from '../../../src/check/snapshot/read-snapshot.ts';

const SNAPSHOT = join(import.meta.dirname, '../../cases/snapshots/platform.json');

/** What the project of the generated flows knows. */
export const platformProject: ProjectFacts = {
  queues: ['media-jobs', 'scrape-jobs', 'onboarding-jobs'],
  snapshot: readSnapshot(readFileSync(SNAPSHOT, 'utf8'), 'directus/schema.json'),
};
