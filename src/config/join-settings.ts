import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Environment } from './environment.ts';
import { targetSettings } from './targets.ts';
import type { LintSettings, MediaSettings, ProjectConfig, ProjectSettings, SettingFlags } from './types.ts';

/** The layers of a configuration, each checked. */
export interface Layers {
  cwd: string;
  root: string;
  configFile: string | undefined;
  environment: Environment;
  flags: SettingFlags;
  origins: ReadonlyMap<string, string>;
  file: ProjectConfig;
  fromVariables: ProjectConfig;
}

/** Joins checked layers; the later wins. */
export function joinSettings({
  cwd,
  root,
  configFile,
  environment,
  flags,
  origins,
  file,
  fromVariables,
}: Layers): ProjectSettings {
  const { values } = environment;
  const directory = resolve(root, file.flows?.directory ?? 'flows');
  const directus = join(file.directus, fromVariables.directus);
  const redis = join(file.redis, fromVariables.redis);
  const stagehand = join(file.stagehand, fromVariables.stagehand);
  const ollama = { host: 'http://127.0.0.1:11434', ...join(file.ollama, fromVariables.ollama) };
  const targets = targetSettings(file.targets, values);
  const { fields, ...audit } = file.audit ?? {};
  const env = pick(values, file.env?.allow ?? []);
  return {
    root,
    configFile,
    envFile: environment.file,
    stateDir:
      flags.stateDir === undefined
        ? resolve(root, file.stateDir ?? '.genie-actions/state')
        : resolve(cwd, flags.stateDir),
    flows: {
      directory,
      from: flags.from ?? file.flows?.from ?? (existsSync(directory) ? 'local' : 'directus'),
      collection: file.flows?.collection ?? 'action_flows',
    },
    directus,
    targets,
    ollama,
    redis,
    stagehand,
    credentialsKey: values['CREDENTIALS_ENC_KEY_B64'],
    chromePath: values['CHROME_PATH'] ?? file.chromePath,
    http: {
      allowHosts: [...(file.http?.allowHosts ?? []), ...(flags.allowHosts ?? [])],
      idempotentHosts: file.http?.idempotentHosts ?? [],
    },
    env,
    context: file.context ?? {},
    identity: join(file.identity),
    secrets: secretsOf([
      ...Object.values(pick(values, file.secrets ?? [])),
      directus.token,
      directus.password,
      ...Object.values(targets).flatMap(({ token, password }) => [token, password]),
      ...[directus.url, ollama.host, redis.url, stagehand.url, ...Object.values(targets).map(({ url }) => url)].map(
        passwordIn,
      ),
      values['CREDENTIALS_ENC_KEY_B64'],
    ]),
    limits: join(file.limits),
    audit: { ...join(audit), ...(fields === undefined ? {} : { fields: join(fields) }) },
    media: mediaSettings(file, fromVariables, root),
    lint: lintSettings(file, root),
    steps: file.steps ?? [],
    actions: file.actions ?? [],
    origins,
  };
}

/** Whose something is, is the same question for a run and for the linter. */
function lintSettings({ lint, identity }: ProjectConfig, root: string): LintSettings {
  const settings: LintSettings = {
    ...(identity?.fields === undefined ? {} : { identityFields: identity.fields }),
    ...join(lint),
  };
  if (settings.snapshot !== undefined) settings.snapshot = resolve(root, settings.snapshot);
  if (settings.baseline !== undefined) settings.baseline = resolve(root, settings.baseline);
  return settings;
}

function mediaSettings(file: ProjectConfig, fromVariables: ProjectConfig, root: string): MediaSettings {
  const settings: MediaSettings = { concurrency: 1, ...join(file.media, fromVariables.media) };
  if (settings.temporaryFolder !== undefined) settings.temporaryFolder = resolve(root, settings.temporaryFolder);
  return settings;
}

function pick(values: Record<string, string>, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => (values[name] === undefined ? [] : [[name, values[name]]])));
}

function secretsOf(values: ReadonlyArray<string | undefined>): string[] {
  return [...new Set(values.filter((value) => value !== undefined && value !== ''))] as string[];
}

/** The password that an address carries. A percent sign in it may stand for itself. */
function passwordIn(address: string | undefined): string {
  const url = address === undefined ? null : (URL.parse(address) ?? URL.parse(`http://${address}`));
  const written = url?.password ?? '';
  try {
    return decodeURIComponent(written);
  } catch {
    return written;
  }
}

type Defined<T> = { [Key in keyof T]: Exclude<T[Key], undefined> };

/** Later layers win; a key whose value is `undefined` counts as not written. */
function join<T extends object>(...layers: ReadonlyArray<T | undefined>): Defined<T> {
  const entries = layers.flatMap((layer) => Object.entries(layer ?? {}));
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as Defined<T>;
}
