import { isJsonObject, type JsonObject } from '../../json.ts';
import type { SnapshotReader } from './snapshot-reader.ts';

/** The collection at the other end of each relation, by collection and field; both ends of a relation can have a field. */
export function relatedCollections(
  reader: SnapshotReader,
  root: JsonObject,
): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const related = new Map<string, Map<string, string>>();
  const add = (collection: string, field: string, other: string): void => {
    const fields = related.get(collection) ?? new Map<string, string>();
    related.set(collection, fields.set(field, other));
  };
  for (const [index, entry] of reader.list(root, 'relations').entries()) {
    const place = `relations[${index}]`;
    const relation = reader.object(entry, place);
    const many = reader.text(relation, 'collection', place);
    const one = relation['related_collection'];
    // Without a related collection it can be any of several.
    if (typeof one !== 'string') continue;
    add(many, reader.text(relation, 'field', place), one);
    const oneField = isJsonObject(relation['meta']) ? relation['meta']['one_field'] : undefined;
    if (typeof oneField === 'string') add(one, oneField, many);
  }
  return related;
}
