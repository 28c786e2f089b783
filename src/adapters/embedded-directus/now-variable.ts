const UNITS = ['year', 'month', 'week', 'day', 'hour', 'minute', 'second', 'millisecond'] as const;

type Unit = (typeof UNITS)[number];

const SHORT_UNITS: Readonly<Record<string, Unit>> = {
  y: 'year',
  yr: 'year',
  w: 'week',
  d: 'day',
  h: 'hour',
  hr: 'hour',
  m: 'minute',
  min: 'minute',
  s: 'second',
  sec: 'second',
  ms: 'millisecond',
};

const MILLISECONDS: Readonly<Partial<Record<Unit, number>>> = {
  week: 604_800_000,
  day: 86_400_000,
  hour: 3_600_000,
  minute: 60_000,
  second: 1_000,
  millisecond: 1,
};

/** `$NOW` or `$NOW(-1 day)` in milliseconds since 1970; `undefined` for anything else. */
export function resolveMoment(text: string, now: number): number | undefined {
  if (text === '$NOW' || text === '$NOW()') return now;
  const match = /^\$NOW\(\s*([+-]?)\s*(\d{1,9})\s*([a-z]+)\s*\)$/i.exec(text);
  if (match === null) return undefined;
  const [, sign, digits, name] = match as unknown as [string, string, string, string];
  const unit = unitOf(name.toLowerCase());
  if (unit === undefined) return undefined;
  return shift(now, Number(digits) * (sign === '-' ? -1 : 1), unit);
}

function unitOf(name: string): Unit | undefined {
  return (
    UNITS.find((unit) => name === unit || name === `${unit}s`) ??
    SHORT_UNITS[name] ??
    SHORT_UNITS[name.replace(/s$/, '')]
  );
}

function shift(now: number, amount: number, unit: Unit): number {
  const milliseconds = MILLISECONDS[unit];
  if (milliseconds !== undefined) return now + amount * milliseconds;
  const moment = new Date(now);
  if (unit === 'year') moment.setUTCFullYear(moment.getUTCFullYear() + amount);
  else moment.setUTCMonth(moment.getUTCMonth() + amount);
  return moment.getTime();
}
