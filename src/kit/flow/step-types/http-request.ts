// Generated from the step types by `npm run generate`. Do not edit.
import type { AnyJson } from '../types/reference.ts';
import type { Dictionary, JsonInput, Scalar, Setting } from '../types/setting.ts';

/** Make an HTTP request. */
export interface HttpRequestSettings {
  /** Where to, http or https. Addresses inside the own network are refused unless the configuration allows them. */
  readonly url: Setting<string>;
  /** The HTTP method. */
  readonly method?: Setting<'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS'> | undefined;
  /** Request headers. Values of headers such as `Authorization` are masked everywhere. */
  readonly headers?: Setting<Dictionary<Setting<string | number>>> | undefined;
  /** Added to the query of the URL; a list repeats its name, `null` leaves it out. */
  readonly query?: Setting<Dictionary<Setting<Scalar | readonly Setting<Scalar>[]>>> | undefined;
  /** An object or a list goes out as JSON, a text as it is. */
  readonly body?: JsonInput | undefined;
  /** Whether a status of 400 or more fails the step. */
  readonly fail_on_status?: Setting<boolean> | undefined;
  /** The longest answer to accept, in bytes. */
  readonly max_bytes?: Setting<number> | undefined;
}

export type HttpRequestResult = { status: number; ok: boolean; headers: Record<string, string>; body: AnyJson };
