import { ServiceError } from '../ports/index.ts';

/** Flows run with an administrator's rights: users, roles and settings are not changed by naming their collection. Throws `FORBIDDEN`. */
export function refuseSystemCollection(collection: string): void {
  if (!collection.startsWith('directus_')) return;
  throw new ServiceError('directus', 'FORBIDDEN', `The system collection "${collection}" cannot be written by a flow`, {
    isRetryable: false,
    detail: 'For users there are the operations create-user and update-user of the step type "directus".',
  });
}
