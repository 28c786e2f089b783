import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { UsageError } from '../errors.ts';

const NAMES = ['genie-actions.config.ts', 'genie-actions.config.js', 'genie-actions.config.json'];

/** The configuration file of the nearest folder upwards that has one. Two in one folder are an error (`CONFIG_AMBIGUOUS`). */
export function findConfigFile(cwd: string): string | undefined {
  let directory = resolve(cwd);
  for (;;) {
    const found = NAMES.filter((name) => existsSync(join(directory, name)));
    if (found.length > 1) {
      throw new UsageError(
        'CONFIG_AMBIGUOUS',
        `There are two configuration files in ${directory}: ${found.join(', ')}`,
        {
          detail: 'Keep one of them, or name the one to use with --config FILE.',
        },
      );
    }
    if (found[0] !== undefined) return join(directory, found[0]);
    const parent = dirname(directory);
    if (parent === directory) return undefined;
    directory = parent;
  }
}
