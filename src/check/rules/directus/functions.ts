import { nearestName } from '../../../nearest-name.ts';
import type { Finding, Place } from '../../finding.ts';
import { shortText } from '../../settings/describe-value.ts';

/** What Directus can make of a field before it compares or answers it. */
const FUNCTIONS = ['year', 'month', 'week', 'day', 'weekday', 'hour', 'minute', 'second', 'count', 'json'] as const;

const KNOWN: ReadonlySet<string> = new Set(FUNCTIONS);

export function isFunction(name: string): boolean {
  return KNOWN.has(name);
}

/** The function that is most likely meant. */
export function functionLike(name: string): string | undefined {
  return nearestName(name, FUNCTIONS);
}

/** What there is to say of a function that Directus does not have. The caller adds the fix. */
export function unknownFunction(name: string, nearest: string | undefined, place: Place): Finding {
  return {
    message: `Directus has no function ${shortText(name)}${nearest === undefined ? '' : `; did you mean "${nearest}"?`}`,
    place,
    label: 'no such function',
    notes: nearest === undefined ? [`functions are ${FUNCTIONS.join(', ')}`] : [],
  };
}
