import { copyFile } from 'node:fs/promises';
import path from 'node:path';
import { ADMIN, startDirectusProcess } from './directus-process.ts';
import { directusTemplate } from './directus-template.ts';
import { freePort } from './free-port.ts';
import { liveFolder } from './live-folder.ts';
import type { ServiceProcess } from './service-process.ts';

export interface DirectusServer extends ServiceProcess {
  /** `http://127.0.0.1:PORT`. */
  url: string;
  port: number;
  /** The administrator's static token. */
  token: string;
  email: string;
  password: string;
  /** Where its database (`data.db`) and its uploads are. */
  folder: string;
}

export interface DirectusOptions {
  /** Further settings of Directus: `{ ACCESS_TOKEN_TTL: '2s' }`, `{ RATE_LIMITER_ENABLED: 'true', … }`. */
  env?: Record<string, string>;
}

/**
 * A real Directus with the collections of `directusSnapshot` and no rows, on a free port, with a database of its own.
 * It costs 3 to 6 s and 400 MB: start one for a test file, not for a test. Rows outlive `stop`, `kill` and `restart`.
 */
export async function startDirectus({ env = {} }: DirectusOptions = {}): Promise<DirectusServer> {
  const folder = liveFolder('directus');
  await copyFile(await directusTemplate(), path.join(folder, 'data.db'));
  const port = await freePort();
  const service = await startDirectusProcess(folder, port, env);
  return { ...service, ...ADMIN, url: `http://127.0.0.1:${port}`, port, folder };
}
