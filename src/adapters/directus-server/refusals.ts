import { didYouMean } from '../../nearest-name.ts';
import { ServiceError } from '../../ports/index.ts';
import { shownValue } from './shown-value.ts';
import type { UnknownField } from './unknown-field.ts';

export function collectionNotFound(collection: unknown, known: Iterable<string>, cause?: ServiceError): ServiceError {
  return new ServiceError('directus', 'COLLECTION_NOT_FOUND', 'Collection not found', {
    detail: `Directus has no collection ${shownValue(collection)}${typeof collection === 'string' ? didYouMean(collection, known) : ''}`,
    data: typeof collection === 'string' ? { collection: collection.slice(0, 80) } : {},
    isRetryable: false,
    cause,
  });
}

export function fieldNotFound(
  { collection, field }: UnknownField,
  known: Iterable<string>,
  isComplete: boolean,
  cause: ServiceError,
): ServiceError {
  const names = [...known];
  const missing = isComplete ? 'has' : 'shows this account';
  return new ServiceError('directus', 'FIELD_NOT_FOUND', `Field "${field}" not found in collection "${collection}"`, {
    detail: `"${collection}" ${missing} ${names.join(', ')}${didYouMean(field, names)}`,
    data: { collection, field },
    isRetryable: false,
    cause,
  });
}

export function accessRefused(collection: string, isKnown: boolean, cause: ServiceError): ServiceError {
  const isHidden = isKnown ? '' : `There is no collection "${collection}", or the account has no access to it at all. `;
  return new ServiceError('directus', 'FORBIDDEN', `Directus does not allow this in collection "${collection}"`, {
    detail: `${isHidden}${cause.detail ?? ''}`,
    data: { ...cause.data, collection },
    isRetryable: false,
    cause,
  });
}
