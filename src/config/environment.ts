import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { UsageError } from '../errors.ts';

/** Environment variables that are settings. Where two name the same key, the first that is set wins. */
export const VARIABLES: ReadonlyArray<readonly [name: string, section: string, key: string]> = [
  ['DIRECTUS_URL', 'directus', 'url'],
  ['DIRECTUS_TOKEN', 'directus', 'token'],
  ['DIRECTUS_EMAIL', 'directus', 'email'],
  ['DIRECTUS_PASSWORD', 'directus', 'password'],
  ['OLLAMA_HOST', 'ollama', 'host'],
  ['OLLAMA_URL', 'ollama', 'host'],
  ['OLLAMA_MODEL', 'ollama', 'model'],
  ['REDIS_URL', 'redis', 'url'],
  ['STAGEHAND_URL', 'stagehand', 'url'],
  ['STAGEHAND_MODEL', 'stagehand', 'model'],
  ['MEDIA_TMP_DIR', 'media', 'temporaryFolder'],
];

export interface Environment {
  /** The `.env` file, when there is one. */
  file: string | undefined;
  /** Both layers joined; empty values count as not set. */
  values: Record<string, string>;
  /** Where a variable stands: `NAME` or `NAME in .env`. */
  describe(name: string): string;
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new UsageError('CONFIG_UNREADABLE', `${file} cannot be read: ${(cause as Error).message}`, { cause });
  }
}

/** Joins `.env` beside the configuration with the environment, which wins. The environment itself is left as it is. Throws `CONFIG_UNREADABLE`. */
export function readEnvironment(root: string, env: Readonly<Record<string, string | undefined>>): Environment {
  const path = join(root, '.env');
  const file = existsSync(path) ? path : undefined;
  const fromFile = file === undefined ? {} : parseEnv(readText(file));
  const values: Record<string, string> = {};
  for (const layer of [fromFile, env]) {
    for (const [name, value] of Object.entries(layer)) if (value) values[name] = value;
  }
  return { file, values, describe: (name) => (env[name] ? name : `${name} in .env`) };
}
