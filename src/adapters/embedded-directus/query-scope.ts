import { fieldNotFound, invalidQuery } from './refusals.ts';
import { quote, type Collection, type Field, type Schema } from './schema.ts';

/** A collection as it stands in one statement: the root, or one that a many-to-one field leads to. */
export interface Source {
  collection: Collection;
  /** Its name in the statement. */
  alias: string;
}

/** A field in one statement. */
export interface ScopedField {
  field: Field;
  source: Source;
  /** How SQL names it: `t1."tag"`. */
  sql: string;
}

/** SQLite joins 64 tables at most. */
const MAX_JOINS = 60;

/** The tables of one statement: a many-to-one field joins the table that it leads to, once, however often it is named. */
export class QueryScope {
  readonly root: Source;
  readonly #schema: Schema;
  readonly #joins = new Map<string, { source: Source; sql: string }>();

  constructor(schema: Schema, collection: Collection) {
    this.#schema = schema;
    this.root = { collection, alias: 't0' };
  }

  /** What stands after FROM. */
  get from(): string {
    const joins = [...this.#joins.values()].map(({ sql }) => sql);
    return [`${this.root.collection.table} AS t0`, ...joins].join(' ');
  }

  /** Throws `FIELD_NOT_FOUND`. */
  field(source: Source, name: string): ScopedField {
    const field = source.collection.fields.get(name);
    if (field === undefined) throw fieldNotFound(source.collection, name);
    return { field, source, sql: `${source.alias}.${field.column}` };
  }

  /** The field at the end of a dotted path from the root. */
  fieldAt(path: string): ScopedField {
    const names = path.split('.');
    const last = names.pop() ?? '';
    const source = names.reduce((from, name) => this.follow(this.field(from, name)), this.root);
    return this.field(source, last);
  }

  /** The collection behind a many-to-one field. Throws `INVALID_QUERY` for a field that leads nowhere. */
  follow({ field, source, sql }: ScopedField): Source {
    const related = field.relatedTo === undefined ? undefined : this.#schema.get(field.relatedTo);
    if (related === undefined) throw invalidQuery(`"${field.name}" of "${source.collection.name}" is not a relation`);
    const known = this.#joins.get(sql);
    if (known !== undefined) return known.source;
    if (this.#joins.size >= MAX_JOINS) throw invalidQuery(`A query may follow ${MAX_JOINS} relations at most`);
    const alias = `t${this.#joins.size + 1}`;
    const target = { collection: related, alias };
    const join = `LEFT JOIN ${related.table} AS ${alias} ON ${alias}.${related.primaryKey.column} = ${sql}`;
    this.#joins.set(sql, { source: target, sql: join });
    return target;
  }
}

/** The name of the n-th selected column. */
export function columnAlias(index: number): string {
  return quote(`c${index}`);
}
