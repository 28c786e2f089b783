import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { KeptBrowser } from '../adapters/stagehand-browser/index.ts';
import type { Catalogue } from '../catalogue.ts';
import type { ProjectSettings } from '../config/types.ts';
import { UsageError } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import { serviceNotConfigured, type FlowSource, type Journal, type PortProviders } from '../ports/index.ts';
import type { Runner, RunnerSetup } from '../runner/types.ts';
import type { StepType } from '../step.ts';
import { lazyPorts } from './lazy-ports.ts';
import { openJournal, redisUrl, type FleetOptions } from './open-journal.ts';
import { openBrowser } from './open-browser.ts';
import { makeStateFolder } from './state-folder.ts';
import { fileFlows, folderFlows } from './typescript/local-flows.ts';

export interface ProjectOptions {
  /** The path of a flow file to run instead of a slug of the source. */
  file?: string;
  /** `false`: runs are not recorded and nothing is written. */
  isRecorded?: boolean;
  /** How a worker of a fleet records: in the journal that all of them share. */
  fleet?: FleetOptions;
  /** Leaves browsers running when the project is closed, and hears where each is. */
  onKeptBrowser?: ((browser: KeptBrowser) => void) | undefined;
  /** Chooses other services than the settings ask for, given those; a journal takes the place of the project's. */
  replaceServices?: (ports: RunnerSetup['ports']) => { ports: RunnerSetup['ports']; journal?: Journal };
}

/** A project put together: every service is opened when it is needed first. */
export interface Project {
  settings: ProjectSettings;
  catalogue: Catalogue;
  source: FlowSource;
  ports: PortProviders;
  runner: Runner;
  /** Where runs are recorded, if they are. */
  journal: Journal | undefined;
  /** What a run's context holds when the person says nothing else. */
  defaultContext(): Promise<JsonObject>;
  /** The names of the ports that were opened so far. */
  openedPorts(): readonly string[];
  close(): Promise<void>;
}

/** The file of the embedded Directus store. */
export function storeFile(settings: ProjectSettings): string {
  return join(settings.stateDir, 'directus.sqlite');
}

/** Chooses the adapters that the settings ask for. The only place that does. */
export async function openProject(settings: ProjectSettings, options: ProjectOptions = {}): Promise<Project> {
  const { file, isRecorded = true, fleet } = options;
  await checkAllowedHosts(settings);
  const catalogue = await openCatalogue(settings);
  const asked = providersFor(settings, options);
  const services = options.replaceServices?.(asked) ?? { ports: asked };
  const ports = lazyPorts(services.ports);
  const source = await openSource(settings, ports.providers, file);
  const journal = services.journal ?? (isRecorded ? await openJournal(settings, fleet) : undefined);
  const { createRunner } = await import('../runner/index.ts');
  const runner = createRunner({
    source,
    ports: ports.providers,
    catalogue,
    ...(journal === undefined ? {} : { journal }),
    config: runnerConfig(settings),
  });
  return {
    settings,
    catalogue,
    source,
    ports: ports.providers,
    runner,
    journal,
    defaultContext: () => defaultContext(settings),
    openedPorts: () => ports.opened(),
    async close() {
      await ports.close();
      await journal?.close();
    },
  };
}

/** A list that cannot be read is a mistake in what was asked for, not in the step that needs it first. */
async function checkAllowedHosts({ http }: ProjectSettings): Promise<void> {
  const hosts = [...http.allowHosts, ...http.idempotentHosts];
  if (hosts.length === 0) return;
  const { allowedHosts } = await import('../adapters/guarded-http/allowed-hosts.ts');
  allowedHosts(hosts);
}

/** The built-in step types and the project's own. */
export async function openCatalogue(settings: ProjectSettings): Promise<Catalogue> {
  const [{ createCatalogue }, { builtInSteps }] = await Promise.all([
    import('../catalogue.ts'),
    import('../steps/index.ts'),
  ]);
  const actions = await actionTypes(settings);
  try {
    return createCatalogue(builtInSteps, [...(settings.steps as readonly StepType[]), ...actions]);
  } catch (cause) {
    throw new UsageError('CONFIG_INVALID', `steps: ${(cause as Error).message}`, { cause });
  }
}

/** The step types of the project's actions, which only projects with actions load the means for. */
async function actionTypes({ actions, steps }: ProjectSettings): Promise<StepType[]> {
  if (actions.length === 0) return [];
  const { actionSteps } = await import('../kit/action/action-types.ts');
  return actionSteps(actions, steps as readonly StepType[]);
}

/** Where the project's flows and actions come from, for commands that only look. */
export async function openSource(settings: ProjectSettings, ports: PortProviders, file?: string): Promise<FlowSource> {
  const flows = await openFlows(settings, ports, file);
  if (settings.actions.length === 0) return flows;
  const { openActionSource } = await import('./open-action-source.ts');
  return await openActionSource(
    settings.actions,
    flows,
    file === undefined ? undefined : () => openFlows(settings, ports),
  );
}

async function openFlows(settings: ProjectSettings, ports: PortProviders, file?: string): Promise<FlowSource> {
  if (file !== undefined) return fileFlows(file);
  if (settings.flows.from === 'local') return folderFlows(settings.flows.directory);
  if (settings.directus.url === undefined && !existsSync(storeFile(settings))) return NO_FLOWS;
  const { flowCollection } = await import('../adapters/flow-collection.ts');
  const provider = ports.directus;
  if (typeof provider !== 'function') throw serviceNotConfigured('directus');
  return flowCollection(await provider(), { collection: settings.flows.collection });
}

/** An embedded store that was never used holds no flows; looking must not make it. */
const NO_FLOWS: FlowSource = { kind: 'directus', find: async () => undefined, list: async () => [] };

/** The adapters by port, each loaded when it is opened. */
export function providersFor(
  settings: ProjectSettings,
  { onKeptBrowser }: Pick<ProjectOptions, 'onKeptBrowser'> = {},
): RunnerSetup['ports'] {
  return {
    directus: () => openDirectus(settings),
    model: () => openModel(settings),
    async http() {
      const { guardedHttp } = await import('../adapters/guarded-http/index.ts');
      return guardedHttp(settings.http);
    },
    async sandbox() {
      const { quickjsSandbox } = await import('../adapters/quickjs-sandbox/index.ts');
      return quickjsSandbox();
    },
    async clock() {
      return (await import('../adapters/system-clock.ts')).systemClock();
    },
    cache: () => openCache(settings),
    browser: () => {
      const { model } = settings.stagehand;
      return openBrowser(settings, { openModel: () => openModel(settings, model), onKept: onKeptBrowser });
    },
    async queue() {
      const { bullmqQueue } = await import('../adapters/bullmq-queue/index.ts');
      return bullmqQueue({ url: redisUrl(settings) });
    },
    credentials: () => openCredentials(settings),
  };
}

/** The name of a model on Ollama; Stagehand's own spelling names the provider first. */
export function withoutProvider(model: string): string {
  return model.replace(/^ollama\//, '');
}

/** The model on Ollama; `preferred` goes before the configured default. */
async function openModel({ ollama }: ProjectSettings, preferred?: string) {
  const { ollamaModel } = await import('../adapters/ollama-model/index.ts');
  const { host, maxContextTokens } = ollama;
  const model = preferred === undefined ? ollama.model : withoutProvider(preferred);
  return ollamaModel({
    host,
    ...(model === undefined ? {} : { defaultModel: model }),
    ...(maxContextTokens === undefined ? {} : { maxContextTokens }),
  });
}

/** What a browser took from a page is worth keeping for later runs; the taxonomy must not outlive a change by another process. */
const LASTING_NAMESPACES = ['browser-extracts'];

async function openCache(settings: ProjectSettings) {
  const [{ cacheByNamespace }, { memoryCache }, { sqliteCache }] = await Promise.all([
    import('../adapters/cache-by-namespace.ts'),
    import('../adapters/memory-cache.ts'),
    import('../adapters/sqlite-cache.ts'),
  ]);
  return cacheByNamespace({
    lasting: sqliteCache({ file: join(settings.stateDir, 'cache.sqlite') }),
    passing: memoryCache(),
    lastingNamespaces: LASTING_NAMESPACES,
  });
}

async function openDirectus(settings: ProjectSettings) {
  if (settings.directus.url !== undefined) return openServer(settings);
  makeStateFolder(settings.stateDir);
  const { openEmbeddedDirectus } = await import('../adapters/embedded-directus/index.ts');
  return openEmbeddedDirectus({ file: storeFile(settings) });
}

async function openCredentials({ credentialsKey }: ProjectSettings) {
  if (credentialsKey === undefined) throw serviceNotConfigured('credentials');
  const { encryptedCredentials } = await import('../adapters/credentials/index.ts');
  return encryptedCredentials({ key: credentialsKey });
}

/** The Directus server that the settings name. Throws `SERVICE_NOT_CONFIGURED` when they name none, or no account there. */
export async function openServer({ directus: { url, token, email, password } }: ProjectSettings) {
  if (url === undefined) throw serviceNotConfigured('directus', 'Set DIRECTUS_URL and DIRECTUS_TOKEN.');
  const account = token !== undefined ? { token } : email && password ? { email, password } : undefined;
  if (account === undefined) throw serviceNotConfigured('directus');
  const { openDirectusServer } = await import('../adapters/directus-server/index.ts');
  return openDirectusServer({ url, ...account });
}

async function defaultContext(settings: ProjectSettings): Promise<JsonObject> {
  const timestamp = new Date().toISOString();
  if (settings.directus.url !== undefined) return { timestamp, ...settings.context };
  const { LOCAL_USER_ID } = await import('../adapters/embedded-directus/local-user.ts');
  return { user_id: LOCAL_USER_ID, timestamp, ...settings.context };
}

function runnerConfig({ env, secrets, identity, limits, audit }: ProjectSettings) {
  return {
    env,
    secrets,
    ...(identity.fields === undefined ? {} : { identityFields: identity.fields }),
    ...(identity.policy === undefined ? {} : { identityPolicy: identity.policy }),
    ...(limits.maxSteps === undefined ? {} : { maxSteps: limits.maxSteps }),
    audit: {
      ...(audit.enabled === undefined ? {} : { isEnabled: audit.enabled }),
      ...(audit.collection === undefined ? {} : { collection: audit.collection }),
      ...(audit.fields === undefined ? {} : { fields: audit.fields }),
    },
  };
}
