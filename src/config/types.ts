import type { z } from 'zod';
import type { JsonObject } from '../json.ts';
import type { configSchema } from './schema.ts';

/** What `genie-actions.config.{ts,js,json}` holds. */
export type ProjectConfig = z.input<typeof configSchema>;

/** Settings after all layers are joined: file, `.env`, environment, flags; the later wins. Paths are absolute. */
export interface ProjectSettings {
  /** The folder of the configuration file, else the working directory. */
  root: string;
  /** The configuration file, when there is one. */
  configFile: string | undefined;
  envFile: string | undefined;
  stateDir: string;
  flows: { directory: string; from: 'local' | 'directus'; collection: string };
  directus: { url?: string; token?: string; email?: string; password?: string };
  ollama: { host: string; model?: string; maxContextTokens?: number };
  redis: { url?: string };
  stagehand: { url?: string };
  /** Base64 of the key that decrypts stored cookies; only ever from the environment. */
  credentialsKey: string | undefined;
  chromePath: string | undefined;
  http: { allowHosts: string[] };
  /** Values of `$env`, reduced to the allow-list. */
  env: Record<string, string>;
  /** What every run's context starts from. */
  context: JsonObject;
  identity: { fields?: string[]; policy?: 'strip' | 'reject' | 'allow' };
  /** Values to mask: those of the variables that `secrets` names, and all tokens and passwords of the settings. */
  secrets: string[];
  limits: { maxSteps?: number };
  audit: { enabled?: boolean; collection?: string; fields?: Record<string, string | false> };
  /** Step types of the project's own, as `defineStep` makes them. */
  steps: readonly unknown[];
  /** Where a service's settings come from (`directus.url` → `DIRECTUS_URL in .env`), for `doctor`. */
  origins: ReadonlyMap<string, string>;
}

/** Command-line flags that are settings. */
export interface SettingFlags {
  /** Path of the configuration file, relative to `cwd`. */
  config?: string;
  stateDir?: string;
  from?: 'local' | 'directus';
  allowHosts?: readonly string[];
}
