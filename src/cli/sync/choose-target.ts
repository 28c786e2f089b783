import { DEFAULT_TARGET, TARGET_NAME, targetVariable } from '../../config/targets.ts';
import type { ProjectSettings } from '../../config/types.ts';
import { UsageError } from '../../errors.ts';
import { didYouMean } from '../../nearest-name.ts';
import { serviceNotConfigured } from '../../ports/index.ts';

/** A Directus that flows are synced with. */
export interface Target {
  name: string;
  url: string;
  account: { token: string } | { email: string; password: string };
  collection: string;
}

/** The target of `--target`, else the project's own Directus. Throws `TARGET_NOT_FOUND`, `TARGET_INVALID` and `SERVICE_NOT_CONFIGURED`. */
export function chooseTarget(settings: ProjectSettings, name: string = DEFAULT_TARGET): Target {
  const isDefault = name === DEFAULT_TARGET;
  if (!isDefault && !Object.hasOwn(settings.targets, name)) throw unknownTarget(settings, name);
  const written = isDefault ? settings.directus : settings.targets[name]!;
  const variable = (key: Parameters<typeof targetVariable>[1]) =>
    isDefault ? `DIRECTUS_${key}` : targetVariable(name, key);
  const { url, token, email, password } = written;
  if (url === undefined) throw serviceNotConfigured('directus', `Set ${variable('URL')} and ${variable('TOKEN')}.`);
  if (!/^https?:\/\/./i.test(url) || !URL.canParse(url)) {
    throw new UsageError('TARGET_INVALID', `${variable('URL')}: must be a URL such as "http://localhost:8055"`);
  }
  const account = token !== undefined ? { token } : email && password ? { email, password } : undefined;
  if (account === undefined) {
    const asUser = `${variable('EMAIL')} and ${variable('PASSWORD')}`;
    throw serviceNotConfigured('directus', `Set ${variable('TOKEN')} (or ${asUser}) for ${url}.`);
  }
  const collection = (isDefault ? undefined : settings.targets[name]!.collection) ?? settings.flows.collection;
  return { name, url, account, collection };
}

function unknownTarget({ targets }: ProjectSettings, name: string): UsageError {
  const known = Object.keys(targets).toSorted();
  const message = `There is no target "${name}"${didYouMean(name, known)}`;
  const some = TARGET_NAME.test(name) ? name : 'staging';
  return new UsageError('TARGET_NOT_FOUND', message, {
    detail: [
      ...(known.length === 0 ? [] : [`Known targets: ${known.join(', ')}.`]),
      `Name its address in the configuration, "targets": { "${some}": { "url": "https://…" } }, or in ${targetVariable(some, 'URL')}; its token goes into ${targetVariable(some, 'TOKEN')}.`,
    ].join('\n'),
  });
}
