import { basename, dirname, resolve } from 'node:path';
import { UsageError } from '../errors.ts';
import { readEnvironment, VARIABLES, type Environment } from './environment.ts';
import { findConfigFile } from './find-config-file.ts';
import { readConfigFile } from './read-config-file.ts';
import { joinSettings } from './join-settings.ts';
import type { ProjectConfig, ProjectSettings, SettingFlags } from './types.ts';

export interface LoadOptions {
  cwd: string;
  env: Readonly<Record<string, string | undefined>>;
  flags?: SettingFlags;
}

/**
 * Finds and joins a project's settings: configuration file (upwards from `cwd`), `.env`, environment, flags; the later wins.
 * Throws a `UsageError` (`CONFIG_INVALID`, …) that names every problem at once, each with its file and key.
 */
export async function loadConfig({ cwd, env, flags = {} }: LoadOptions): Promise<ProjectSettings> {
  const configFile = flags.config === undefined ? findConfigFile(cwd) : resolve(cwd, flags.config);
  const root = configFile === undefined ? resolve(cwd) : dirname(configFile);
  const written = configFile === undefined ? {} : await readConfigFile(configFile);
  const environment = readEnvironment(root, env);
  const { config: fromVariables, names } = configFromVariables(environment);

  if (configFile !== undefined || names.size > 0) {
    // The schema is loaded only here, because most commands start without any configuration.
    const { configProblems } = await import('./problems.ts');
    const problems = [
      ...configProblems(written).map((problem) => `${basename(configFile ?? '')}: ${problem}`),
      ...configProblems(fromVariables, (path) => environment.describe(names.get(path.join('.')) ?? path.join('.'))),
    ];
    if (problems.length > 0) throw invalidConfig(problems);
  }

  const origins = new Map<string, string>();
  for (const key of dottedKeys(written)) origins.set(key, basename(configFile ?? ''));
  for (const [key, name] of names) origins.set(key, environment.describe(name));
  return joinSettings({
    cwd,
    root,
    configFile,
    environment,
    flags,
    origins,
    file: written as ProjectConfig,
    fromVariables,
  });
}

function configFromVariables(environment: Environment): { config: ProjectConfig; names: Map<string, string> } {
  const config: Record<string, Record<string, string>> = {};
  const names = new Map<string, string>();
  for (const [name, section, key] of VARIABLES) {
    const value = environment.values[name];
    if (value === undefined || names.has(`${section}.${key}`)) continue;
    (config[section] ??= {})[key] = value;
    names.set(`${section}.${key}`, name);
  }
  return { config, names };
}

function invalidConfig(problems: string[]): UsageError {
  const message = problems.length === 1 ? problems[0]! : `The configuration has ${problems.length} problems`;
  return new UsageError('CONFIG_INVALID', message, {
    ...(problems.length === 1 ? {} : { detail: problems.join('\n') }),
    data: { problems },
  });
}

function dottedKeys(config: unknown): string[] {
  return Object.entries(config as Record<string, unknown>).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.keys(value).map((inner) => `${key}.${inner}`)
      : [key],
  );
}
