import { ServiceError } from '../ports/index.ts';
import type { StepContext } from '../step.ts';
import { callOf } from './call-of.ts';
import { addNamedSecrets } from './secret-names.ts';
import { withoutUndefined } from './without-undefined.ts';

export interface ActSettings {
  action: string;
  variables?: Record<string, string> | undefined;
  selector?: string | undefined;
}

/** Does something on the page. Rejects with `ACT_FAILED` when the browser says that it did not work. */
export async function act(sessionId: string, settings: ActSettings, context: StepContext<'browser'>) {
  addNamedSecrets(settings.variables, context);
  const result = await context.ports.browser.act(sessionId, withoutUndefined(settings), callOf(context));
  if (!result.success) {
    throw new ServiceError('browser', 'ACT_FAILED', `The action did not work: ${result.message}`, {
      detail: `Action: ${settings.action}. A selector narrows down where the model looks.`,
      data: { action: result.action },
    });
  }
  return { ...result, success: true as const };
}

/** What an action says in a dry run. */
export function stubAct({ action }: ActSettings) {
  return { success: true as const, message: 'Stubbed', action };
}
