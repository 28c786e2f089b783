import type { ProjectConfig, TargetSettings } from './types.ts';

/** Letters and digits with hyphens: a target names a folder of bases and, in capitals, environment variables. */
export const TARGET_NAME = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** The target without a name: the project's own Directus. */
export const DEFAULT_TARGET = 'default';

/** What a target reads from the environment: `DIRECTUS_STAGING_TOKEN`. */
export function targetVariable(target: string, key: 'URL' | 'TOKEN' | 'EMAIL' | 'PASSWORD'): string {
  return `DIRECTUS_${target.toUpperCase().replaceAll('-', '_')}_${key}`;
}

/** The targets whose address is a variable; the configuration need not name them. */
function targetsInVariables(variables: readonly string[]): string[] {
  return variables.flatMap((variable) => {
    const [, written = ''] = /^DIRECTUS_([A-Z0-9_]+)_URL$/.exec(variable) ?? [];
    const name = written.toLowerCase().replaceAll('_', '-');
    return TARGET_NAME.test(name) && name !== DEFAULT_TARGET ? [name] : [];
  });
}

/**
 * Every target by name: address and collection of the configuration, account of the environment. Addresses of the environment
 * are not checked here, because any variable may be called so.
 */
export function targetSettings(
  written: ProjectConfig['targets'] = {},
  values: Readonly<Record<string, string>>,
): Record<string, TargetSettings> {
  const names = new Set([...Object.keys(written), ...targetsInVariables(Object.keys(values))]);
  return Object.fromEntries([...names].map((name) => [name, settingsOf(name, written[name], values)]));
}

function settingsOf(
  name: string,
  written: { url?: string | undefined; collection?: string | undefined } | undefined,
  values: Readonly<Record<string, string>>,
): TargetSettings {
  const variable = (key: Parameters<typeof targetVariable>[1]) => values[targetVariable(name, key)];
  const entries = Object.entries({
    url: variable('URL') ?? written?.url,
    token: variable('TOKEN'),
    email: variable('EMAIL'),
    password: variable('PASSWORD'),
    collection: written?.collection,
  });
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}
