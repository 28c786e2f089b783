import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { cp, rename } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { directusSnapshot } from '../../../src/adapters/embedded-directus/index.ts';
import {
  ADMIN,
  DIRECTUS_FOLDER,
  directusEnvironment,
  requireDirectus,
  startDirectusProcess,
} from './directus-process.ts';
import { freePort } from './free-port.ts';
import { liveFolder } from './live-folder.ts';

const CACHE = path.join(DIRECTUS_FOLDER, 'node_modules/.cache/templates');

/**
 * A database of Directus with an administrator and the collections of `directusSnapshot`, without rows: what each server
 * of the tests starts with a copy of. It is made once for a version of Directus and of the collections: 10 to 20 s.
 */
export async function directusTemplate(): Promise<string> {
  requireDirectus();
  const template = path.join(CACHE, `${fingerprint()}.db`);
  if (!existsSync(template)) await makeTemplate(template);
  return template;
}

function fingerprint(): string {
  const hash = createHash('sha256').update(readFileSync(path.join(DIRECTUS_FOLDER, 'package-lock.json')));
  return hash
    .update(JSON.stringify([directusSnapshot, ADMIN]))
    .digest('hex')
    .slice(0, 16);
}

async function makeTemplate(template: string): Promise<void> {
  const folder = liveFolder('directus-template');
  const port = await freePort();
  await promisify(execFile)(
    process.execPath,
    [path.join(DIRECTUS_FOLDER, 'node_modules/directus/cli.js'), 'bootstrap'],
    { cwd: DIRECTUS_FOLDER, env: directusEnvironment(folder, port) },
  );
  const directus = await startDirectusProcess(folder, port, {});
  try {
    await applySnapshot(`http://127.0.0.1:${port}`);
  } finally {
    await directus.stop();
  }
  mkdirSync(CACHE, { recursive: true });
  // Under its name only when it is whole: another run may be looking for it.
  const draft = `${template}.${process.pid}`;
  await cp(path.join(folder, 'data.db'), draft);
  await rename(draft, template);
}

async function applySnapshot(url: string): Promise<void> {
  // The snapshot names one version, and DIRECTUS_CLI may be another.
  const answer = (await post(`${url}/schema/diff?force=true`, directusSnapshot)) as { data: unknown };
  await post(`${url}/schema/apply?force=true`, answer.data);
}

async function post(url: string, body: unknown): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${ADMIN.token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${text}`);
  return text === '' ? undefined : (JSON.parse(text) as unknown);
}
