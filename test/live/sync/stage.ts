import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openSyncBases } from '../../../src/adapters/sync-bases/index.ts';
import type { JsonObject } from '../../../src/json.ts';
import { command, folder, type CommandResult } from '../../cli/command.ts';
import { rest } from '../directus/rest.ts';
import type { DirectusServer } from '../services/directus.ts';

/** What `--json` of the sync commands prints, as far as tests look at it. */
export interface SyncReport {
  version: number;
  command: string;
  target: string;
  address: string;
  flows: Array<{
    slug: string;
    state: string;
    action: string;
    result: string;
    changes: Array<{ what: string; side: string }>;
    problem?: string;
  }>;
  summary: { total: number; states: Record<string, number>; results: Record<string, number> };
  error?: { code: string; message: string; detail?: string };
}

/** A project and a Directus, both of which can be set and looked at in full. */
export interface Stage {
  root: string;
  env: Record<string, string>;
  /** Replaces all rows. */
  setRows(documents: readonly JsonObject[]): Promise<void>;
  /** All rows by slug, with every column. */
  rows(): Promise<Map<string, JsonObject>>;
  setFile(slug: string, text: string | undefined): void;
  /** All flow files, hidden ones too: texts by name. */
  files(): Record<string, string>;
  setBases(documents: readonly JsonObject[], target?: string): Promise<void>;
  /** All bases of a target: texts by name. */
  bases(target?: string): Record<string, string>;
  run(argv: string[], env?: Record<string, string>): Promise<CommandResult>;
  /** With `--json`. */
  report(argv: string[], env?: Record<string, string>): Promise<SyncReport & { status: number }>;
}

export function openStage(server: DirectusServer, files: Record<string, string | object> = {}): Stage {
  const root = folder({ 'flows/.keep': '', ...files });
  const env = { DIRECTUS_URL: server.url, DIRECTUS_TOKEN: server.token };
  const flows = join(root, 'flows');
  const basesFolder = (target: string) => join(root, '.genie-actions/base', target);
  const run = (argv: string[], more: Record<string, string> = {}) =>
    command(argv, { cwd: root, env: { ...env, ...more } });
  return {
    root,
    env,
    async setRows(documents) {
      await rest(server, 'DELETE', '/items/action_flows', { query: { filter: { id: { _nnull: true } }, limit: -1 } });
      if (documents.length > 0) await rest(server, 'POST', '/items/action_flows', documents);
    },
    async rows() {
      const found: JsonObject[] = await rest(server, 'GET', '/items/action_flows?limit=-1&sort=slug');
      return new Map(found.map((row) => [row['slug'] as string, row]));
    },
    setFile(slug, text) {
      const file = join(flows, `${slug}.json`);
      if (text === undefined) rmSync(file, { force: true });
      else writeFileSync(file, text);
    },
    files: () => textsIn(flows),
    async setBases(documents, target = 'default') {
      rmSync(basesFolder(target), { recursive: true, force: true });
      const bases = openSyncBases({ root, target, address: server.url });
      for (const document of documents) {
        await bases.write({ slug: document['slug'] as string, document, isHeldInactive: false });
      }
    },
    bases: (target = 'default') => textsIn(basesFolder(target)),
    run,
    async report(argv, more) {
      const { status, stdout } = await run([...argv, '--json'], more);
      return { ...(JSON.parse(stdout) as SyncReport), status };
    },
  };
}

function textsIn(directory: string): Record<string, string> {
  if (!existsSync(directory)) return {};
  const names = readdirSync(directory).filter((name) => name !== '.keep');
  return Object.fromEntries(names.toSorted().map((name) => [name, readFileSync(join(directory, name), 'utf8')]));
}
