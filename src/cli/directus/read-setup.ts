import type { DirectusServer } from '../../adapters/directus-server/index.ts';
import type { ProjectSettings } from '../../config/types.ts';
import type { JsonObject } from '../../json.ts';
import { ServiceError } from '../../ports/index.ts';
import type { SetupNames, SetupPlan } from '../../setup/index.ts';
import type { SetupFlags } from '../handlers/directus-setup.ts';

/** What a Directus lacks, and what is going to be added. */
export interface Setup {
  names: SetupNames;
  plan: SetupPlan;
  /** Rows of flows whose slugs are free. */
  seeds: JsonObject[];
  /** Slugs of shipped flows that are there already. */
  kept: string[];
  /** Nothing is missing. */
  isComplete: boolean;
  isAdministrator: boolean | undefined;
}

export async function readSetup(
  directus: DirectusServer,
  settings: ProjectSettings,
  flags: SetupFlags,
): Promise<Setup> {
  const names = namesOf(settings, flags);
  const [{ planSetup, wantedSchema, isEmptyPlan }, { directusSnapshot }] = await Promise.all([
    import('../../setup/index.ts'),
    import('../../adapters/embedded-directus/index.ts'),
  ]);
  const plan = planSetup(wantedSchema(directusSnapshot, names), await readPresent(directus));
  const { seeds, kept } = flags.seed === true ? await readSeeds(directus, plan, names.flows, flags) : NO_SEEDS;
  return {
    names,
    plan,
    seeds,
    kept,
    isComplete: isEmptyPlan(plan) && seeds.length === 0,
    isAdministrator: await directus.schema.isAdministrator(),
  };
}

const NO_SEEDS = { seeds: [], kept: [] };

function namesOf({ flows, audit }: ProjectSettings, { media }: SetupFlags): SetupNames {
  const { enabled = true, collection = 'agent_audits', fields = {} } = audit;
  return {
    flows: flows.collection,
    audits: enabled ? { collection, fields } : undefined,
    isWithMedia: media === true,
  };
}

async function readPresent({ schema }: DirectusServer) {
  try {
    const [collections, fields, relations] = await Promise.all([
      schema.collections(),
      schema.fields(),
      schema.relations(),
    ]);
    return { collections, fields, relations };
  } catch (error) {
    if (!(error instanceof ServiceError) || error.code !== 'FORBIDDEN') throw error;
    throw new ServiceError('directus', 'FORBIDDEN', 'Only an administrator of Directus may set it up', {
      detail: 'Run it with the token of an administrator: DIRECTUS_TOKEN=… genie-actions directus setup',
      isRetryable: false,
      cause: error,
    });
  }
}

async function readSeeds(directus: DirectusServer, plan: SetupPlan, collection: string, { inactive }: SetupFlags) {
  const [{ shippedFlows }, { flowRow }] = await Promise.all([
    import('../shipped-flows.ts'),
    import('../../setup/index.ts'),
  ]);
  const isNew = plan.collections.some((each) => each.collection === collection);
  const rows = isNew ? [] : await directus.readItems(collection, { fields: ['slug'], limit: -1 });
  const taken = new Set(rows.map(({ slug }) => slug));
  const flows = shippedFlows();
  return {
    seeds: flows.filter(({ slug }) => !taken.has(slug)).map((flow) => flowRow(flow, inactive === true)),
    kept: flows.map(({ slug }) => slug as string).filter((slug) => taken.has(slug)),
  };
}
