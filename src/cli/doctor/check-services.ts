import { existsSync } from 'node:fs';
import type { DirectusServer } from '../../adapters/directus-server/index.ts';
import { CHROMIUM_PLACES } from '../../adapters/stagehand-browser/find-chromium.ts';
import type { ProjectSettings } from '../../config/types.ts';
import type { DirectusPort } from '../../ports/index.ts';
import { storeFile } from '../open-project.ts';
import { shortPath } from '../short-path.ts';
import { ANSWER_LIMIT_MS, messageAndFix, type Finding } from './finding.ts';
import type { FlowNeeds } from './flow-needs.ts';

export async function checkDirectus(
  settings: ProjectSettings,
  open: () => Promise<DirectusPort>,
): Promise<Finding | Finding[]> {
  const name = 'Directus';
  const { url } = settings.directus;
  if (url === undefined) {
    const file = storeFile(settings);
    const message = `embedded store ${shortPath(settings.root, file)}`;
    if (!existsSync(file)) return { name, status: 'ok', message: `${message} (made at the first run)` };
    try {
      await (await open()).readItems('agent_audits', { limit: 1 });
      return { name, status: 'ok', message };
    } catch (thrown) {
      return { name, status: 'broken', ...messageAndFix(thrown) };
    }
  }
  const place = `${url} (${settings.origins.get('directus.url') ?? 'configuration'})`;
  try {
    const answer = await fetch(new URL('server/ping', url.endsWith('/') ? url : `${url}/`), {
      signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
    });
    const isDirectus = answer.ok && (await answer.text()).trim() === 'pong';
    if (!isDirectus)
      return {
        name,
        status: 'broken',
        message: `${place} does not answer as a Directus does`,
        fix: 'Look at DIRECTUS_URL.',
      };
  } catch (cause) {
    return {
      name,
      status: 'broken',
      message: `${place}: ${reasonOf(cause)}`,
      fix: 'Start it, or correct DIRECTUS_URL.',
    };
  }
  const { checkDirectusServer } = await import('./check-directus.ts');
  return checkDirectusServer(settings, open as () => Promise<DirectusServer>);
}

export async function checkRedis({ redis: { url } }: ProjectSettings, { services }: FlowNeeds): Promise<Finding> {
  const name = 'Redis';
  if (url === undefined) return notConfigured(name, services.get('queue'), 'Set REDIS_URL, or use --stub queue.');
  const [{ connectRedis }, { describeRedisFailure }, { redisPlace }] = await Promise.all([
    import('../../adapters/redis/connect-redis.ts'),
    import('../../adapters/redis/redis-failure.ts'),
    import('../../adapters/redis/redis-place.ts'),
  ]);
  const place = redisPlace(url);
  try {
    const redis = await connectRedis({ url, connectWithinMs: ANSWER_LIMIT_MS });
    redis.disconnect();
    return { name, status: 'ok', message: `${place} takes connections` };
  } catch (thrown) {
    const failure = describeRedisFailure(thrown);
    const reason = failure?.reason ?? reasonOf(thrown);
    return { name, status: 'broken', message: `${place} ${reason}`, fix: failure?.help ?? 'Correct REDIS_URL.' };
  }
}

export function checkChromium({ chromePath, stagehand }: ProjectSettings, { services }: FlowNeeds): Finding {
  const name = 'Chromium';
  if (stagehand.url !== undefined)
    return { name, status: 'ok', message: `a Stagehand server is configured: ${stagehand.url}` };
  if (chromePath !== undefined) {
    if (existsSync(chromePath)) return { name, status: 'ok', message: chromePath };
    return { name, status: 'broken', message: `${chromePath} is not there`, fix: 'Correct CHROME_PATH.' };
  }
  const found = CHROMIUM_PLACES.find((path) => existsSync(path));
  if (found !== undefined) return { name, status: 'ok', message: found };
  return notConfigured(name, services.get('browser'), 'Install Chromium or set CHROME_PATH, or use --stub browser.');
}

function notConfigured(name: string, users: readonly string[] | undefined, fix: string): Finding {
  if (users === undefined) return { name, status: 'unused', message: 'not configured, and no flow needs it' };
  return { name, status: 'missing', message: `not configured; needed by ${users.join(', ')}`, fix };
}

function reasonOf(thrown: unknown): string {
  const { cause, name, message } = thrown as Error & { cause?: { code?: string; message?: string } };
  if (name === 'TimeoutError') return `no answer within ${ANSWER_LIMIT_MS / 1000} s`;
  const code = (thrown as NodeJS.ErrnoException).code ?? cause?.code;
  return code === 'ECONNREFUSED' ? 'nothing answers there (connection refused)' : (code ?? cause?.message ?? message);
}
