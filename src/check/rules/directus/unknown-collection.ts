import { joinPointer } from '../../../flow/index.ts';
import { nearestName } from '../../../nearest-name.ts';
import type { Rule } from '../../rule.ts';
import { shortText } from '../../settings/describe-value.ts';
import { directusRequest } from './directus-request.ts';
import { EXAMPLE_SNAPSHOT } from './example-snapshot.ts';
import { snapshotNote } from './snapshot-note.ts';
import { SYSTEM_COLLECTIONS } from './system-collections.ts';

export const directusUnknownCollection: Rule = {
  name: 'directus/unknown-collection',
  severity: 'error',
  confidence: 'high',
  fix: 'safe',
  since: '0.2.0',
  summary: 'A step names a collection that the Directus does not have.',
  explanation:
    'Directus answers a request for a collection that does not exist as if permission were missing. This rule compares the name with a snapshot of the Directus, and is silent without one; `genie-actions directus schema pull` takes it. The collections of Directus itself (`directus_users`) are known without.',
  bad: {
    text: '{ "type": "directus_read", "config": { "collection": "creator_profile", "limit": 1 } }',
    project: { snapshot: EXAMPLE_SNAPSHOT },
  },
  good: {
    text: '{ "type": "directus_read", "config": { "collection": "creator_profiles", "limit": 1 } }',
    project: { snapshot: EXAMPLE_SNAPSHOT },
  },
  requires: 'snapshot',
  appliesTo: ({ type }) => type.startsWith('directus'),
  step(step, { project: { snapshot }, report }) {
    if (snapshot === undefined) return;
    const request = directusRequest(step);
    const collection = request?.collection;
    if (collection === undefined || snapshot.collections.has(collection) || SYSTEM_COLLECTIONS.has(collection)) return;
    const pointer = joinPointer(step.settingsPointer, 'collection');
    const nearest = nearestName(collection, [...snapshot.collections.keys(), ...SYSTEM_COLLECTIONS]);
    // Newer versions of Directus may have more collections of their own.
    if (collection.startsWith('directus_') && nearest === undefined) return;
    report({
      message: `Directus has no collection ${shortText(collection)}${nearest === undefined ? '' : `; did you mean "${nearest}"?`}`,
      place: { pointer },
      label: `not in ${snapshot.file}`,
      notes: [snapshotNote(snapshot)],
      fix:
        nearest === undefined
          ? undefined
          : { title: `"${nearest}"`, safety: 'safe', changes: [{ kind: 'replace', pointer, value: nearest }] },
    });
  },
};
