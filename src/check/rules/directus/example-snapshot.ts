import type { DirectusSnapshot, SnapshotField } from '../../project-facts.ts';
import { fieldTypeOf } from '../../snapshot/field-type.ts';

function fields(types: Readonly<Record<string, string>>, required: readonly string[] = []): Map<string, SnapshotField> {
  const entries = Object.entries(types).map(([name, directusType]): [string, SnapshotField] => {
    const isRequired = required.includes(name);
    return [name, { name, directusType, type: fieldTypeOf(directusType), isRequired, relatedCollection: undefined }];
  });
  return new Map(entries);
}

/** A small Directus for the examples of the rules. */
export const EXAMPLE_SNAPSHOT: DirectusSnapshot = {
  file: 'directus/schema.json',
  date: '2026-11-20',
  collections: new Map([
    ['creator_profiles', fields({ id: 'uuid', user_id: 'uuid', platform: 'string', last_scraped: 'timestamp' })],
    ['media_jobs', fields({ id: 'uuid', operation: 'string', status: 'string', progress: 'integer', params: 'json' })],
    [
      'scheduled_posts',
      fields({ id: 'uuid', platform: 'string', caption: 'text', scheduled_time: 'timestamp' }, ['platform']),
    ],
  ]),
};
