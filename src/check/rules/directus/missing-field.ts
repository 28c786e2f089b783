import { isJsonObject, type Json, type JsonObject } from '../../../json.ts';
import { nearestName } from '../../../nearest-name.ts';
import type { StepNode } from '../../model/index.ts';
import type { PathLink } from '../../model/texts.ts';
import type { SnapshotField } from '../../project-facts.ts';
import type { Rule, RuleContext } from '../../rule.ts';
import { directusRequest, ownValue, pointerTo, type DirectusRequest } from './directus-request.ts';
import { EXAMPLE_SNAPSHOT } from './example-snapshot.ts';
import { snapshotNote } from './snapshot-note.ts';

export const directusMissingField: Rule = {
  name: 'directus/missing-field',
  severity: 'error',
  confidence: 'high',
  fix: undefined,
  since: '0.2.0',
  summary: 'An item is created without a field that its collection requires.',
  explanation:
    'A field that may not be empty, has no default and is not filled in by Directus must be given, or Directus refuses the item. This rule compares items that are written as an object with a snapshot of the Directus, and is silent without one.',
  bad: {
    text: '{ "type": "directus_write", "config": { "collection": "scheduled_posts", "item": { "caption": "$input.c" } } }',
    project: { snapshot: EXAMPLE_SNAPSHOT },
  },
  good: {
    text: '{ "type": "directus_write", "config": { "collection": "scheduled_posts", "item": { "platform": "x", "caption": "$input.c" } } }',
    project: { snapshot: EXAMPLE_SNAPSHOT },
  },
  requires: 'snapshot',
  appliesTo: ({ type }) => type.startsWith('directus'),
  step(step, context) {
    const { snapshot } = context.project;
    const request = snapshot && directusRequest(step);
    if (request?.kind !== 'create' || request.collection === undefined || context.model.hasSyntaxErrors) return;
    const item = ownValue(step.step.config, request.itemKey);
    const required = [...(snapshot?.collections.get(request.collection)?.values() ?? [])].filter(
      ({ isRequired }) => isRequired,
    );
    if (required.length === 0) return;
    const link = { up: undefined, key: request.itemKey };
    const entries: [Json, PathLink][] = Array.isArray(item)
      ? item.map((entry, key) => [entry, { up: link, key }])
      : item === undefined
        ? []
        : [[item, link]];
    for (const [entry, place] of entries) {
      if (isJsonObject(entry)) reportMissing(entry, required, { step, request, link: place }, context);
    }
  },
};

function reportMissing(
  item: JsonObject,
  required: readonly SnapshotField[],
  { step, request, link }: { step: StepNode; request: DirectusRequest; link: PathLink },
  { project, report }: RuleContext,
): void {
  const fields = project.snapshot!.collections.get(request.collection!)!;
  const missing = required.filter(({ name }) => !Object.hasOwn(item, name) && !isMisspelt(name, item, fields));
  if (missing.length === 0) return;
  const names = missing.map(({ name, directusType }) => `"${name}" (${directusType}, no default)`);
  report({
    message: `${request.collection} requires ${names.join(' and ')}`,
    place: { pointer: pointerTo(step, link), at: typeof link.key === 'number' ? 'open' : 'key' },
    label: `lacks ${missing.map(({ name }) => `"${name}"`).join(', ')}`,
    notes: [snapshotNote(project.snapshot!)],
  });
}

/** It is there under a name that the collection does not have, which is reported already. */
function isMisspelt(name: string, item: JsonObject, fields: ReadonlyMap<string, SnapshotField>): boolean {
  return Object.keys(item).some((key) => !fields.has(key) && nearestName(key, [name]) !== undefined);
}
