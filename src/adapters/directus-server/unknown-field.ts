import { isJsonObject, type Json } from '../../json.ts';
import type { DirectusQuery } from '../../ports/index.ts';
import type { KnownField, KnownSchema } from './known-schema.ts';

/** A field that a query names and that its collection does not have. */
export interface UnknownField {
  collection: string;
  field: string;
}

/** The first such field of a query; where the schema does not tell, none. */
export function findUnknownField(
  { collections }: KnownSchema,
  collection: string,
  { fields = [], sort = [], groupBy = [], filter, aggregate }: DirectusQuery,
): UnknownField | undefined {
  /** The field's facts, `undefined` where they cannot be known, or the mistake. */
  function lookUp(from: string, written: string): KnownField | UnknownField | undefined {
    const name = written.replace(/^-/, '').replace(/^\w+\((.*)\)$/, '$1');
    const known = collections.get(from);
    if (known === undefined || !/^\w+$/.test(name)) return undefined;
    return known.get(name) ?? { collection: from, field: name };
  }

  function inPath(path: string): UnknownField | undefined {
    let from: string | undefined = collection;
    for (const name of path.split('.')) {
      if (from === undefined) return undefined;
      const found = lookUp(from, name);
      if (found !== undefined && 'field' in found) return found;
      from = found?.relatedTo;
    }
    return undefined;
  }

  function inFilter(from: string, condition: Json): UnknownField | undefined {
    if (Array.isArray(condition)) return firstOf(condition, (entry) => inFilter(from, entry));
    if (!isJsonObject(condition)) return undefined;
    return firstOf(Object.entries(condition), ([name, inner]) => {
      if (/^_(and|or|some|none)$/.test(name)) return inFilter(from, inner);
      if (name.startsWith('_') || name.startsWith('$')) return undefined;
      const found = lookUp(from, name);
      if (found === undefined || 'field' in found) return found;
      return found.relatedTo === undefined ? undefined : inFilter(found.relatedTo, inner);
    });
  }

  const totals = Object.values(aggregate ?? {})
    .flat()
    .filter((name) => typeof name === 'string');
  return (
    firstOf([...fields, ...sort, ...groupBy, ...totals], inPath) ??
    (filter === undefined ? undefined : inFilter(collection, filter))
  );
}

function firstOf<Entry, Found>(
  entries: readonly Entry[],
  find: (entry: Entry) => Found | undefined,
): Found | undefined {
  for (const entry of entries) {
    const found = find(entry);
    if (found !== undefined) return found;
  }
  return undefined;
}
