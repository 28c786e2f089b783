import { isJsonObject, type Json, type JsonObject } from '../../../json.ts';
import type { PathLink } from '../../model/texts.ts';
import type { DirectusSnapshot } from '../../project-facts.ts';
import type { Rule } from '../../rule.ts';
import { directusRequest, ownValue } from './directus-request.ts';
import { EXAMPLE_SNAPSHOT } from './example-snapshot.ts';
import { FieldChecker } from './field-checker.ts';
import { fieldCalled } from './field-name.ts';
import { walkFilter } from './filter-walk.ts';
import { isOperator } from './operators.ts';

export const directusUnknownField: Rule = {
  name: 'directus/unknown-field',
  severity: 'error',
  confidence: 'high',
  fix: 'safe',
  since: '0.2.0',
  summary: 'A step names a field that the collection does not have.',
  explanation:
    'Directus drops unknown fields of an item without a word, and answers a filter, sort order or choice of fields with one as if permission were missing. This rule compares `item`, `filter`, `fields`, `sort`, `groupBy`, `aggregate` and `deep`, through relations, with a snapshot of the Directus, and is silent without one.',
  bad: {
    text: '{ "type": "directus_write", "config": { "collection": "creator_profiles",\n    "item": { "platform": "onlyfans", "last_scrapped": "$context.timestamp" } } }',
    project: { snapshot: EXAMPLE_SNAPSHOT },
  },
  good: {
    text: '{ "type": "directus_write", "config": { "collection": "creator_profiles",\n    "item": { "platform": "onlyfans", "last_scraped": "$context.timestamp" } } }',
    project: { snapshot: EXAMPLE_SNAPSHOT },
  },
  requires: 'snapshot',
  appliesTo: ({ type }) => type.startsWith('directus'),
  step(step, { project: { snapshot }, report }) {
    const request = snapshot && directusRequest(step);
    if (snapshot === undefined || request?.collection === undefined) return;
    const { collection, itemKey, kind } = request;
    const checker = new FieldChecker(step, snapshot, report);
    if (checker.fieldsOf(collection) === undefined) return;
    for (const { settings, link } of request.queries)
      new QueryFields(checker, snapshot).query(settings, link, collection);
    if (kind !== 'create' && kind !== 'update') return;
    checker.item(ownValue(step.step.config, itemKey), { up: undefined, key: itemKey }, collection);
  },
};

class QueryFields {
  readonly #checker: FieldChecker;
  readonly #snapshot: DirectusSnapshot;

  constructor(checker: FieldChecker, snapshot: DirectusSnapshot) {
    this.#checker = checker;
    this.#snapshot = snapshot;
  }

  query(settings: JsonObject, up: PathLink | undefined, collection: string): void {
    this.#filter(ownValue(settings, 'filter'), { up, key: 'filter' }, collection);
    // Totals are sorted by the names that they have in the answer.
    const names = Object.hasOwn(settings, 'aggregate') ? ['groupBy'] : ['fields', 'sort', 'groupBy'];
    for (const key of names) this.#checker.names(ownValue(settings, key), { up, key }, collection);
    const aggregate = ownValue(settings, 'aggregate');
    if (isJsonObject(aggregate)) this.#aggregate(aggregate, { up, key: 'aggregate' }, collection);
    const deep = ownValue(settings, 'deep');
    if (isJsonObject(deep)) this.#deep(deep, { up, key: 'deep' }, collection);
  }

  #filter(filter: Json | undefined, link: PathLink, collection: string): void {
    const snapshot = this.#snapshot;
    walkFilter(
      filter,
      { snapshot, collection, link },
      {
        operator() {},
        field: (name, _value, inner, place) => {
          // An operator without its underscore has a rule of its own.
          if (place.field === undefined || !isOperator(`_${name}`))
            this.#checker.key(name, inner, place.collection, {});
        },
      },
    );
  }

  #aggregate(aggregate: JsonObject, up: PathLink, collection: string): void {
    for (const key of Object.keys(aggregate)) this.#checker.names(aggregate[key], { up, key }, collection);
  }

  /** `{ "posts": { "_filter": …, "_sort": …, "author": { … } } }` */
  #deep(deep: JsonObject, up: PathLink, collection: string): void {
    for (const key of Object.keys(deep)) {
      const value = deep[key]!;
      const link = { up, key };
      if (key === '_filter') this.#filter(value, link, collection);
      else if (key === '_sort' || key === '_group') this.#checker.names(value, link, collection);
      else if (!key.startsWith('_')) {
        this.#checker.key(key, link, collection, deep);
        const { name, collection: chosen } = fieldCalled(key);
        const related = chosen ?? this.#checker.fieldsOf(collection)?.get(name)?.relatedCollection;
        if (related !== undefined && isJsonObject(value)) this.#deep(value, link, related);
      }
    }
  }
}
