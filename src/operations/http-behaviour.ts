import type { JsonObject } from '../json.ts';
import type { Effect, IsOpen, SettingProblem } from '../step.ts';

/** Reading can be repeated; everything else may have changed something. */
export function httpEffect({ method = 'GET' }: { method?: unknown }): Effect {
  return isReading(method) ? 'read' : 'write';
}

/** What reads takes no body. */
export function httpProblems({ method = 'GET', body }: JsonObject, isOpen: IsOpen): SettingProblem[] {
  if (body === undefined || isOpen(method) || !isReading(method)) return [];
  return [{ kind: 'conflict', path: ['body'], otherPath: ['method'], message: 'has no meaning for GET and HEAD' }];
}

function isReading(method: unknown): boolean {
  return method === 'GET' || method === 'HEAD';
}
