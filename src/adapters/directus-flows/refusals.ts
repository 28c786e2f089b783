import { ServiceError } from '../../ports/index.ts';

const SETUP = 'Run "genie-actions directus setup": it creates what is missing and changes nothing that is there.';
const WAYS_OUT: Readonly<Record<string, string>> = { COLLECTION_NOT_FOUND: SETUP, FIELD_NOT_FOUND: SETUP };

/** The same error, with the command that helps where something is missing. */
export function withSetupHint(thrown: unknown): unknown {
  const hint = thrown instanceof ServiceError ? WAYS_OUT[thrown.code] : undefined;
  if (hint === undefined) return thrown;
  const { service, code, message, detail, data, isRetryable, isOutcomeUnknown } = thrown as ServiceError;
  const help = [detail, hint].filter(Boolean).join('\n');
  return new ServiceError(service, code, message, { detail: help, data, isRetryable, isOutcomeUnknown, cause: thrown });
}

/** Directus would drop such keys and say nothing. */
export function columnsMissing(collection: string, keys: readonly string[]): ServiceError {
  const names = keys.map((key) => `"${key}"`).join(', ');
  const [column, collectionHas] = keys.length === 1 ? ['column', 'the column'] : ['columns', 'the columns'];
  return new ServiceError('directus', 'FIELD_NOT_FOUND', `Collection "${collection}" has no ${column} for ${names}`, {
    detail: `The flow would lose what it says there: "${collection}" needs ${collectionHas} ${names}, and the account has to see them.\n${SETUP}`,
    data: { collection, fields: [...keys] },
    isRetryable: false,
  });
}

/** There is nothing to compare with. */
export function updatedAtMissing(collection: string): ServiceError {
  return new ServiceError('directus', 'FIELD_NOT_FOUND', `Collection "${collection}" has no time of the last change`, {
    detail: `Without a column that Directus fills in at each change ("date-updated"), the change of somebody else would be overwritten unseen.\n${SETUP}`,
    data: { collection, fields: ['date_updated'] },
    isRetryable: false,
  });
}

/** The code that this port promises, whatever the layer below calls it. */
export function withUniqueCode(thrown: unknown): unknown {
  if (!(thrown instanceof ServiceError) || thrown.code !== 'NOT_UNIQUE') return thrown;
  const { service, message, detail, data } = thrown;
  const help = [detail, 'Somebody created it meanwhile, or the account may not see it. Nothing was written.'];
  return new ServiceError(service, 'RECORD_NOT_UNIQUE', message, {
    detail: help.filter(Boolean).join('\n'),
    data,
    isRetryable: false,
    cause: thrown,
  });
}

/** The change of somebody else is in the history of the row, and nowhere else. That is known: to look again would not tell it. */
export function changeOverwritten(slug: string, revision: number, cause?: unknown): ServiceError {
  const message = `Flow "${slug}" was changed by several at the same moment`;
  return new ServiceError('directus', 'CHANGE_OVERWRITTEN', message, {
    detail: `Revision ${revision} has a change that was overwritten and could not be put back. Look at "genie-actions history ${slug}".`,
    data: { slug, revision },
    isRetryable: false,
    cause,
  });
}

export function changeDeleted(slug: string, revision: number): ServiceError {
  return new ServiceError('directus', 'CHANGE_OVERWRITTEN', `Flow "${slug}" was changed at the moment it was deleted`, {
    detail: `It is deleted. Revision ${revision} in Directus (GET /revisions/${revision}) has the change that went with it.`,
    data: { slug, revision },
    isRetryable: false,
  });
}
