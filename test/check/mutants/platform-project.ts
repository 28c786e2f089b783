import type { ProjectFacts } from '../../../src/check/project-facts.ts';

/** What the project of the generated flows knows. */
export const platformProject: ProjectFacts = {
  queues: ['media-jobs', 'scrape-jobs', 'onboarding-jobs'],
};
