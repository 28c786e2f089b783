import { UsageError } from '../errors.ts';

const UNIT_MS: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** Milliseconds of `500ms`, `90s`, `1.5m` or `2h`. Throws a `UsageError` that names the option. */
export function parseDuration(option: string, text: string): number {
  const [, amount, unit = ''] = /^(\d+(?:\.\d+)?)(ms|s|m|min|h)$/.exec(text.trim()) ?? [];
  const ms = Math.round(Number(amount) * (UNIT_MS[unit === 'min' ? 'm' : unit] ?? Number.NaN));
  if (!(ms >= 1 && ms <= 2_147_483_647)) {
    throw new UsageError('OPTION_INVALID', `${option} ${text}: must be a duration such as 90s, 5m or 500ms`);
  }
  return ms;
}
