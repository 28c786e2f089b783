import type { StepFacts } from '../../facts/index.ts';
import type { JsonObject } from '../../json.ts';
import type { DirectusSnapshot } from '../project-facts.ts';
import { collectionOf, ofCollection } from './collection-type.ts';
import { readSchema, typeOfSchema } from './schema-type.ts';
import type { Type } from './type.ts';

/** What a step type gives with these settings: what it says itself, and what is known of the collection. */
export function inferResult(facts: StepFacts, config: JsonObject, snapshot: DirectusSnapshot | undefined): Type {
  const narrowed = facts.resultType(config);
  // What a model or a page is asked for in a shape comes in that shape.
  const isAsked = facts.taint.source !== undefined;
  const type = narrowed === undefined ? typeOfSchema(facts.result) : readSchema(narrowed, isAsked);
  const collection = collectionOf(facts.type, config);
  return collection === undefined ? type : ofCollection(type, collection, config, snapshot);
}

/** Whether a JSONPath can only give a list: one with a wildcard, and nothing in quotes that could look like one. */
export function findsMany(jsonpath: string): boolean {
  return /^\$(?:\.\w+|\[-?\d+\])*(?:\[\*\]|\.\*|\.\.)/.test(jsonpath) && !/["'{]/.test(jsonpath);
}
