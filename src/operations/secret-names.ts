import type { StepContext } from '../step.ts';

const SECRET_NAME = /authorization|cookie|token|secret|passw|credential|api[-_]?key/i;

/** Masks the values whose names say that they are secret: `Authorization`, `X-Api-Key`, `password`. */
export function addNamedSecrets(
  values: Readonly<Record<string, unknown>> | undefined,
  context: Pick<StepContext, 'addSecret'>,
): void {
  for (const [name, value] of Object.entries(values ?? {})) {
    if (typeof value !== 'string' || value === '' || !SECRET_NAME.test(name)) continue;
    context.addSecret(value);
    // The token alone is as secret as the header with its scheme.
    const token = /^\w+ +(\S.*)$/.exec(value)?.[1];
    if (token !== undefined) context.addSecret(token);
  }
}
