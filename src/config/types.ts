import type { z } from 'zod';
import type { JsonObject } from '../json.ts';
import type { mediaSchema } from './media-schema.ts';
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
  /** Further Directus servers by name, for `--target`. */
  targets: Record<string, TargetSettings>;
  ollama: { host: string; model?: string; maxContextTokens?: number };
  redis: { url?: string };
  stagehand: {
    url?: string;
    /** The model that drives the browser. Default: `ollama.model`. */
    model?: string;
    /** Where a Stagehand server differs from the published one. */
    routes?: NonNullable<NonNullable<ProjectConfig['stagehand']>['routes']>;
  };
  /** Base64 of the key that decrypts stored cookies; only ever from the environment. */
  credentialsKey: string | undefined;
  chromePath: string | undefined;
  http: {
    allowHosts: string[];
    /** Hosts that do a request of one `Idempotency-Key` once, however often it comes. */
    idempotentHosts: string[];
  };
  /** Values of `$env`, reduced to the allow-list. */
  env: Record<string, string>;
  /** What every run's context starts from. */
  context: JsonObject;
  identity: { fields?: string[]; policy?: 'strip' | 'reject' | 'allow' };
  /** Values to mask: those of the variables that `secrets` names, and all tokens and passwords of the settings. */
  secrets: string[];
  limits: { maxSteps?: number };
  audit: { enabled?: boolean; collection?: string; fields?: Record<string, string | false> };
  media: MediaSettings;
  lint: LintSettings;
  /** Step types of the project's own, as `defineStep` makes them. */
  steps: readonly unknown[];
  /** Actions of the project's own, as `defineAction` makes them. */
  actions: readonly unknown[];
  /** Where a service's settings come from (`directus.url` → `DIRECTUS_URL in .env`), for `doctor`. */
  origins: ReadonlyMap<string, string>;
}

/** A Directus that flows are pushed to and pulled from. */
export interface TargetSettings {
  url?: string;
  token?: string;
  email?: string;
  password?: string;
  /** The collection with the flows, where it has another name there. */
  collection?: string;
}

type WrittenMedia = z.output<typeof mediaSchema>;

/** What the media worker does. What is not set is as the worker has it by default. */
export interface MediaSettings {
  /** Media jobs at the same time. Each keeps a processor busy, so one is the default. */
  concurrency: number;
  /** Parameters by operation, for jobs without them. */
  defaults?: NonNullable<WrittenMedia['defaults']>;
  /** How collections, fields and the keys of jobs are called where an installation differs. */
  names?: NonNullable<WrittenMedia['names']>;
  /** The id of the folder of Directus that results go into. */
  uploadFolder?: string;
  temporaryFolder?: string;
  maxInputBytes?: number;
}

/** How flows are checked. What is not set is not checked, or as the linter has it by default. */
export interface LintSettings {
  preset?: 'recommended' | 'strict' | 'audit';
  /** Severities by rule or group of rules. */
  rules?: Record<string, RuleSetting>;
  /** The file with the collections and fields of Directus. */
  snapshot?: string;
  queues?: string[];
  secretCollections?: string[];
  taxonomyCollections?: string[];
  privateCollections?: string[];
  identityFields?: string[];
  directusFlows?: Record<string, string>;
  /** JSON Schema of a run's context. */
  context?: JsonObject;
  overrides?: LintOverride[];
  /** The file with the findings that are left out. */
  baseline?: string;
}

export type RuleSetting = 'error' | 'warning' | 'info' | 'off';

/** Other severities for some files or steps; without both, for all. */
export interface LintOverride {
  /** Globs, relative to the folder of the configuration. */
  files?: string | string[] | undefined;
  /** A result key, or a JSON pointer. */
  step?: string | undefined;
  rules: Record<string, RuleSetting>;
  /** Why a rule is turned off. */
  reason?: string | undefined;
}

/** Command-line flags that are settings. */
export interface SettingFlags {
  /** Path of the configuration file, relative to `cwd`. */
  config?: string;
  stateDir?: string;
  from?: 'local' | 'directus';
  allowHosts?: readonly string[];
}
