import type { TextNode } from '../../model/index.ts';
import type { ProjectFacts } from '../../project-facts.ts';

const DEFAULT_NAMES: ReadonlySet<string | number> = new Set([
  'user_id',
  'userId',
  'user_uuid',
  'user',
  'owner',
  'owner_id',
  'ownerId',
  'user_created',
  'user_updated',
  'created_by',
  'createdBy',
  'updated_by',
  'updatedBy',
]);

/** What these name outside of the platform is rarely a person of the platform: the owner of a repository, a user of a chat. */
const EVERYDAY_WORDS: ReadonlySet<string | number> = new Set(['user', 'owner']);

/** Settings with texts that can fill a field of a row, a filter or a request. */
export const IDENTITY_SETTINGS: readonly string[] = [
  'filter',
  'item',
  'data',
  'payload',
  'query',
  'body',
  'job',
  'deep',
  'template',
];

const projects = new WeakMap<ProjectFacts, ReadonlySet<string | number>>();

function namesOf(project: ProjectFacts): ReadonlySet<string | number> {
  if (project.identityFields === undefined) return DEFAULT_NAMES;
  let names = projects.get(project);
  if (names === undefined) projects.set(project, (names = new Set(project.identityFields)));
  return names;
}

/**
 * Where in the path of a text the field is that says whose something is; `undefined` when the text fills no such field.
 * Behind the field there may be operators, list indexes and the id of a related row.
 */
export function identityFieldAt({ site, path }: TextNode, project: ProjectFacts): number | undefined {
  const names = namesOf(project);
  for (let index = path.length - 1; index > 0; index--) {
    const key = path[index]!;
    if (names.has(key)) {
      const isElsewhere =
        names === DEFAULT_NAMES && EVERYDAY_WORDS.has(key) && site.step?.facts?.needs.includes('http');
      return isElsewhere === true ? undefined : index;
    }
    if (typeof key === 'string' && key !== 'id' && !key.startsWith('_')) return undefined;
  }
  return undefined;
}

const IN_QUERY_OF_URL = /[?&](?:user_?id|owner_?id|created_by)=$/i;

/** Whether the text before a reference in an address names such a field. */
export function isIdentityInUrl(before: string): boolean {
  return IN_QUERY_OF_URL.test(before);
}
