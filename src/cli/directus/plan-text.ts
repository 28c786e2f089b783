import type { JsonObject } from '../../json.ts';
import type { Palette } from '../render/palette.ts';
import type { Setup } from './read-setup.ts';

/** What a setup is going to do, for a person. */
export function planText({ plan, seeds, kept, isComplete }: Setup, location: string, palette: Palette): string {
  const created = [
    ...plan.collections.map(({ collection, fields }) => `collection  ${collection} (${fields.join(', ')})`),
    ...plan.fields.map(({ collection, field, type }) => `field       ${collection}.${field} (${type})`),
    ...plan.relations.map(
      ({ collection, field, body }) => `relation    ${collection}.${field} → ${body['related_collection'] as string}`,
    ),
    ...seeds.map((row) => `flow        ${row['slug'] as string}${row['active'] === false ? ' (inactive)' : ''}`),
  ];
  const differing = plan.differences.map(({ collection, field, message }) => `${collection}.${field} ${message}`);
  return [
    palette.strong(location),
    ...created.map((line) => `${palette.good('+')} ${line}`),
    ...kept.map((slug) => palette.dim(`= flow        ${slug} is there already`)),
    ...differing.map((line) => `${palette.warning('!')} ${line}`),
    ...(isComplete ? ['Nothing is missing.'] : []),
    ...(differing.length > 0 ? [palette.dim('What differs is left as it is.')] : []),
  ].join('\n');
}

/** The same for a program. */
export function planJson({ plan, seeds, kept, isComplete }: Setup): JsonObject {
  return {
    isComplete,
    collections: plan.collections.map(({ collection, fields }) => ({ collection, fields })),
    fields: plan.fields.map(({ collection, field, type }) => ({ collection, field, type })),
    relations: plan.relations.map(({ collection, field }) => ({ collection, field })),
    differences: plan.differences.map(({ collection, field, message }) => ({ collection, field, message })),
    flows: { added: seeds.map((row) => row['slug']!), kept },
  };
}
