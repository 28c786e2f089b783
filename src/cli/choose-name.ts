import { UsageError } from '../errors.ts';
import { didYouMean } from '../nearest-name.ts';

const SOURCES = ['local', 'directus'] as const;

/** The value of an option that takes one of a few names. Throws `OPTION_INVALID` with a suggestion. */
export function chooseName<const Name extends string>(option: string, value: string, names: readonly Name[]): Name {
  const name = names.find((candidate) => candidate === value);
  if (name === undefined) {
    throw new UsageError(
      'OPTION_INVALID',
      `${option} ${value}: must be one of ${names.join(', ')}${didYouMean(value, names)}`,
    );
  }
  return name;
}

/** The value of `--from`. */
export function sourceFlag(from: string | undefined): { from?: 'local' | 'directus' } {
  return from === undefined ? {} : { from: chooseName('--from', from, SOURCES) };
}
