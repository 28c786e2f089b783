import { UsageError } from '../errors.ts';

/** A whole number of at least `least`. Throws `OPTION_INVALID`, which names the option. */
export function parseCount(option: string, text: string, least: number): number {
  const count = text.trim() === '' ? Number.NaN : Number(text);
  if (!Number.isSafeInteger(count) || count < least) {
    throw new UsageError('OPTION_INVALID', `${option} ${text}: must be a whole number, at least ${least}`);
  }
  return count;
}
