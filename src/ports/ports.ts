import type { BrowserPort } from './browser.ts';
import type { CachePort } from './cache.ts';
import type { ClockPort } from './clock.ts';
import type { CredentialsPort } from './credentials.ts';
import type { DirectusPort } from './directus.ts';
import type { HttpPort } from './http.ts';
import type { ModelPort } from './model.ts';
import type { QueuePort } from './queue.ts';
import type { SandboxPort } from './sandbox.ts';

/** Everything that a step may ask of the world. */
export interface Ports {
  directus: DirectusPort;
  model: ModelPort;
  browser: BrowserPort;
  queue: QueuePort;
  http: HttpPort;
  sandbox: SandboxPort;
  clock: ClockPort;
  cache: CachePort;
  credentials: CredentialsPort;
}

export type PortName = keyof Ports;

/** The ports that leave the process; `--stub` takes their names. */
export const SERVICE_NAMES = ['directus', 'model', 'browser', 'queue', 'http'] as const satisfies readonly PortName[];

export type ServiceName = (typeof SERVICE_NAMES)[number];

/** A port, or a function that opens it when the first step needs it. */
export type PortProviders = { [Name in PortName]?: Ports[Name] | (() => Ports[Name] | Promise<Ports[Name]>) };
