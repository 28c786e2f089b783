import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Redis } from 'ioredis';
import type { JsonObject } from '../../../src/json.ts';
import { startOllamaServer, type OllamaServer, type OllamaServerOptions } from '../../fakes/ollama-server.ts';
import { finished, folder, startCommand, type CommandResult } from '../../cli/command.ts';
import { rest } from '../directus/rest.ts';
import { findChromium } from '../services/chromium.ts';
import { startDirectus, type DirectusServer } from '../services/directus.ts';
import { startRedis, type RedisServer } from '../services/redis.ts';
import { stopWithTestFile } from '../services/running-services.ts';

const SHIPPED = path.resolve(import.meta.dirname, '../../../flows');

/** Needs URL-encoding, so that it stands in `REDIS_URL` in another form than it is sent. */
export const REDIS_PASSWORD = 'redis "pass/word+of tests';
/** 32 bytes. */
export const CREDENTIALS_KEY = Buffer.from('a key of live tests, 32 bytes it').toString('base64');

/** Everything that flows touch; only the model is scripted. */
export interface LiveServices {
  directus: DirectusServer;
  redis: RedisServer;
  /** As `.env` has it. */
  redisUrl: string;
  model: OllamaServer;
  /** The administrator's id: whom the runs act for. */
  userId: string;
}

export async function startServices(answer: NonNullable<OllamaServerOptions['answer']>): Promise<LiveServices> {
  const model = await startOllamaServer({ answer });
  stopWithTestFile(() => model.close());
  const [directus, redis] = await Promise.all([startDirectus(), startRedis({ appendOnly: true })]);
  const { id: userId }: { id: string } = await rest(directus, 'GET', '/users/me');
  return { directus, redis, redisUrl: redis.url, model, userId };
}

/** Gives Redis a password, after its start: whether it is ready is asked without one. Holds until it starts again. */
export async function protectRedis({ url, port }: RedisServer): Promise<string> {
  const client = new Redis(url);
  await client.config('SET', 'requirepass', REDIS_PASSWORD);
  client.disconnect();
  return `redis://:${encodeURIComponent(REDIS_PASSWORD)}@127.0.0.1:${port}`;
}

/** A shipped flow. The addresses of the Internet in it are replaced by those of a site of the test. */
export function shippedFlow(slug: string, addresses: Record<string, string> = {}): string {
  let text = readFileSync(path.join(SHIPPED, `${slug}.json`), 'utf8');
  for (const [written, local] of Object.entries(addresses)) {
    if (!text.includes(written)) throw new Error(`${slug} does not hold "${written}"`);
    text = text.replaceAll(written, local);
  }
  return text;
}

export interface LiveProject {
  /** Flows by slug: a document or its text. */
  flows: Record<string, string | object>;
  config?: object;
  /** Further variables of `.env`, or others than usual; an empty one is left out. */
  env?: Record<string, string>;
}

/** A project folder as a user has it: the configuration, and a `.env` that names all services. */
export function liveProject(services: LiveServices, { flows, config = {}, env = {} }: LiveProject): string {
  const { directus, redisUrl, model, userId } = services;
  const variables = {
    DIRECTUS_URL: directus.url,
    DIRECTUS_TOKEN: directus.token,
    REDIS_URL: redisUrl,
    OLLAMA_HOST: model.url,
    OLLAMA_MODEL: 'qwen2.5:7b',
    CREDENTIALS_ENC_KEY_B64: CREDENTIALS_KEY,
    CHROME_PATH: findChromium(),
    ...env,
  };
  const lines = Object.entries(variables).filter(([, value]) => value !== '');
  return folder({
    'genie-actions.config.json': { context: { user_id: userId }, ...config },
    '.env': lines.map(([name, value]) => `${name}='${value}'\n`).join(''),
    ...Object.fromEntries(Object.entries(flows).map(([slug, flow]) => [`flows/${slug}.json`, flow])),
  });
}

/** Starts the command in a process of its own, which finds its settings in the project folder alone. */
export function startInProject(cwd: string, argv: string[]) {
  const env = { TMPDIR: process.env['TMPDIR'] ?? '', HOME: process.env['HOME'] ?? '' };
  const child = startCommand(argv, { cwd, env });
  return { child, ended: finished(child) };
}

export interface EndedRun extends CommandResult {
  signal: NodeJS.Signals | null;
  /** What `--json` printed. */
  report: {
    success: boolean;
    run_id: string;
    code?: string;
    error?: string;
    output?: JsonObject;
    warnings: Array<{ code: string }>;
  };
}

/** `run FLOW --json` in a process of its own, to its end. */
export async function runInProject(cwd: string, slug: string, input: object, flags: string[] = []): Promise<EndedRun> {
  const { child, ended } = startRun(cwd, slug, input, flags);
  child.stdin!.end();
  return await ended;
}

/** The same while it runs. */
export function startRun(cwd: string, slug: string, input: object, flags: string[] = []) {
  const { child, ended } = startInProject(cwd, ['run', slug, '--input', JSON.stringify(input), '--json', ...flags]);
  const parsed = ended.then((result) => {
    if (result.stdout === '') return { ...result, report: {} as EndedRun['report'] };
    return { ...result, report: JSON.parse(result.stdout) as EndedRun['report'] };
  });
  return { child, ended: parsed };
}
