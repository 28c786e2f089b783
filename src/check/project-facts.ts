import type { JsonObject } from '../json.ts';
import type { Type } from './types/type.ts';

/** A field of a Directus collection, as far as checks need it. */
export interface SnapshotField {
  readonly name: string;
  readonly type: Type;
  /** Directus's own name of the type: `string`, `uuid`, `json`, `timestamp`, `alias`. */
  readonly directusType: string;
  /** Must be given when an item is made: not nullable or marked as required, no default, not made by Directus. */
  readonly isRequired: boolean;
  /** The collection at the other end of a relation; `undefined` when it is none, or can be any. */
  readonly relatedCollection: string | undefined;
}

/** The collections of a Directus, as they were when the snapshot was taken. */
export interface DirectusSnapshot {
  /** Shown in findings. */
  readonly file: string;
  /** `2026-11-20`, where it is known. */
  readonly date: string | undefined;
  readonly collections: ReadonlyMap<string, ReadonlyMap<string, SnapshotField>>;
}

/** What a project knows that its flows do not say. Everything is optional: what is not known is not checked. */
export interface ProjectFacts {
  readonly snapshot?: DirectusSnapshot;
  /** Names of queues that a worker listens on. */
  readonly queues?: readonly string[];
  /** Host patterns that requests may go to (`*.example.com`). */
  readonly allowHosts?: readonly string[];
  /** Collections whose rows are secrets; by default `platform_sessions`. */
  readonly secretCollections?: readonly string[];
  /** Collections behind the taxonomy cache; by default the three of the platform. */
  readonly taxonomyCollections?: readonly string[];
  /** Collections with what people entrusted to the platform. */
  readonly privateCollections?: readonly string[];
  /** Names of fields that say whose something is; by default `user_id`, `owner`, `user_created` and their like. */
  readonly identityFields?: readonly string[];
  /** JSON Schema of `$context`; without it anything may be in it. */
  readonly context?: JsonObject;
  /** Ids of Directus flows by name, to complete an id that was cut. */
  readonly directusFlows?: Readonly<Record<string, string>>;
}
