// Generated from the step types by `npm run generate`. Do not edit.
import type { AnyJson } from '../types/reference.ts';
import type { JsonInput, JsonObjectInput, Setting } from '../types/setting.ts';

/** Start a Directus flow through its webhook and take its answer. */
export interface DirectusTriggerSettings {
  /** The whole UUID of the Directus flow. */
  readonly flow_uuid: Setting<string>;
  /** What the flow gets as the body of the request. */
  readonly payload?: JsonInput | undefined;
  /** What the flow gets as the query of the request. */
  readonly query?: Setting<JsonObjectInput> | undefined;
}

export type DirectusTriggerResult = AnyJson;
