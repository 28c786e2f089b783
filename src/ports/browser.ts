import type { Json, JsonObject } from '../json.ts';
import type { Call } from './call.ts';

export interface BrowserStartOptions {
  viewport?: { width: number; height: number };
  headers?: Record<string, string>;
  /** Host names that pages may come from; `*.example.com` covers subdomains. All hosts when absent. */
  allowedDomains?: string[];
}

export interface Cookie {
  name: string;
  value: string;
  domain?: string;
  path?: string;
  url?: string;
  /** Seconds since 1970. */
  expires?: number;
  httpOnly?: boolean;
  secure?: boolean;
  sameSite?: 'Strict' | 'Lax' | 'None';
}

export interface ObservedElement extends JsonObject {
  selector: string;
  description: string;
  method: string;
  arguments: Json[];
}

export interface ActResult extends JsonObject {
  success: boolean;
  message: string;
  action: string;
}

/** Browser sessions, driven by a model. An unknown session id rejects with `SESSION_NOT_FOUND`. */
export interface BrowserPort {
  start(options: BrowserStartOptions, call?: Call): Promise<{ sessionId: string }>;
  navigate(
    sessionId: string,
    target: { url: string; waitUntil?: 'load' | 'domcontentloaded' | 'networkidle' },
    call?: Call,
  ): Promise<{ url: string; title: string; status: number | null }>;
  act(
    sessionId: string,
    request: { action: string; variables?: Record<string, string>; selector?: string },
    call?: Call,
  ): Promise<ActResult>;
  /** `schema` is a JSON Schema; without one the answer is `{ content }`. */
  extract(
    sessionId: string,
    request: { instruction: string; schema?: JsonObject; selector?: string },
    call?: Call,
  ): Promise<Json>;
  observe(
    sessionId: string,
    request: { instruction?: string; selector?: string },
    call?: Call,
  ): Promise<ObservedElement[]>;
  /** Writes a PNG into the state folder and names the file. */
  screenshot(sessionId: string, call?: Call): Promise<{ file: string }>;
  getCookies(sessionId: string, call?: Call): Promise<Cookie[]>;
  setCookies(sessionId: string, cookies: Cookie[], call?: Call): Promise<void>;
  /** Closing twice is not an error. */
  closeSession(sessionId: string, call?: Call): Promise<void>;
  /** Ends every session. */
  close(): Promise<void>;
}
