import type { DirectusServer } from '../../adapters/directus-server/index.ts';
import type { ProjectSettings } from '../../config/types.ts';
import { ServiceError, type Call } from '../../ports/index.ts';
import { ANSWER_LIMIT_MS, messageAndFix, type Finding } from './finding.ts';

const name = 'Directus';
const SETUP_HELP = 'Create what is missing: genie-actions directus setup';

/** Does the Directus of the settings take the account, and does it have what flows and audits need? */
export async function checkDirectusServer(
  settings: ProjectSettings,
  open: () => Promise<DirectusServer>,
): Promise<Finding[]> {
  const call: Call = { signal: AbortSignal.timeout(ANSWER_LIMIT_MS) };
  try {
    const directus = await open();
    const { email, id } = await directus.getMe(call);
    const version = await directus.schema.version(call);
    const isAdministrator = await directus.schema.isAdministrator(call);
    const place = `${directus.identity.location} (${settings.origins.get('directus.url') ?? 'configuration'})`;
    const account = typeof email === 'string' ? email : (id as string);
    return [
      {
        name,
        status: 'ok',
        message: `${place}${version === undefined ? '' : ` ${version}`}, as ${account}${isAdministrator === true ? ', an administrator' : ''}`,
      },
      ...(await checkCollections(directus, settings, call)),
    ];
  } catch (thrown) {
    if (isTimeout(thrown)) return [{ name, status: 'broken', message: `no answer within ${ANSWER_LIMIT_MS / 1000} s` }];
    return [{ name, status: 'broken', ...messageAndFix(thrown) }];
  }
}

async function checkCollections(directus: DirectusServer, settings: ProjectSettings, call: Call): Promise<Finding[]> {
  const { flows, audit } = settings;
  const needed = [
    ...(flows.from === 'directus' ? [flows.collection] : []),
    ...(audit.enabled === false ? [] : [audit.collection ?? 'agent_audits']),
  ];
  const findings = await Promise.all(needed.map((collection) => checkCollection(directus, collection, call)));
  return findings.filter((finding) => finding !== undefined);
}

async function checkCollection(directus: DirectusServer, collection: string, call: Call): Promise<Finding | undefined> {
  try {
    await directus.readItems(collection, { limit: 1 }, call);
    return undefined;
  } catch (thrown) {
    // Whoever writes audits need not read them.
    if (!(thrown instanceof ServiceError) || thrown.code === 'FORBIDDEN') return undefined;
    const isMissing = thrown.code === 'COLLECTION_NOT_FOUND';
    if (!isMissing) return { name, status: 'broken', ...messageAndFix(thrown) };
    return { name, status: 'broken', message: `has no collection "${collection}"`, fix: SETUP_HELP };
  }
}

function isTimeout(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.name === 'TimeoutError';
}
