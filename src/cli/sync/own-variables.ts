import { DEFAULT_TARGET, targetVariable } from '../../config/targets.ts';
import { ServiceError } from '../../ports/index.ts';
import type { Target } from './choose-target.ts';

const PROJECT_VARIABLE = /\bDIRECTUS_(URL|TOKEN|EMAIL|PASSWORD)\b/g;

/** A text about the project's own Directus as one about the target: with the variables that the target reads. */
export function withOwnVariables(text: string, { name }: Pick<Target, 'name'>): string {
  if (name === DEFAULT_TARGET) return text;
  return text.replaceAll(PROJECT_VARIABLE, (_, key: Parameters<typeof targetVariable>[1]) => targetVariable(name, key));
}

/** What a Directus says, for who set it up as a target. */
export function aboutTarget(thrown: unknown, target: Pick<Target, 'name'>): unknown {
  if (!(thrown instanceof ServiceError) || thrown.detail === undefined) return thrown;
  const detail = withOwnVariables(thrown.detail, target);
  if (detail === thrown.detail) return thrown;
  const { service, code, message, data, isRetryable, isOutcomeUnknown } = thrown;
  return new ServiceError(service, code, message, { detail, data, isRetryable, isOutcomeUnknown, cause: thrown });
}
