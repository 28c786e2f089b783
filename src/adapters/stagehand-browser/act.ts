import type { ActResultData, Page } from '@browserbasehq/stagehand';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ActResult } from '../../ports/index.ts';
import type { ActionCache, ActionRequest, FoundAction } from './action-cache.ts';
import { elementNamesExpression, isSameElement } from './element-names.ts';
import { actionUncertain } from './failures.ts';
import { locatorOf } from './locator-of.ts';
import type { Tools } from './session.ts';

/** A page that an action before has changed may still be drawing the element; asking the model takes far longer. */
const APPEARS_WITHIN_MS = 1000;
const LOOK_INTERVAL_MS = 50;

export interface ActRequest {
  action: string;
  variables?: Record<string, string>;
  selector?: string;
}

/**
 * Does on the page what the instruction says. What the model chose is kept, and done again without the model on pages of the
 * same kind, as long as the element is still the same one. Never repeats an action that may have happened: a failure after
 * the choice rejects with `ACT_FAILED`, its outcome unknown.
 */
export async function act(tools: Tools, request: ActRequest, cache: ActionCache): Promise<ActResult> {
  const page = await tools.page();
  const { action: instruction, variables = {}, selector } = request;
  const variableNames = Object.keys(variables);
  const asked: ActionRequest = { pageUrl: page.ref.url ?? (await page.url()), instruction, selector, variableNames };
  const known = await cache.find(asked);
  if (known !== undefined) {
    const replayed = await replay(tools, page, known, variables);
    if (replayed?.success === true) return resultOf(replayed);
    await cache.forget(asked);
    if (replayed !== undefined) return resultOf(replayed);
  }
  const locator = await locatorOf(page, selector);
  const done = await ask(tools, page, instruction, { variables, ...locator });
  const found = foundAction(done, tools.use.element);
  if (found !== undefined) await cache.keep(asked, found);
  return resultOf(done);
}

/** `undefined` when the page has no such element any more: then nothing has happened. */
async function replay(
  { stagehand, use }: Tools,
  page: Page,
  { action, element }: FoundAction,
  variables: Record<string, string>,
): Promise<ActResultData | undefined> {
  if (!(await isThere(page, action.selector, element, use.signal))) return undefined;
  try {
    const { data } = await stagehand.act(action, { page, variables });
    return data.success || !/could not find an element/i.test(data.message) ? data : undefined;
  } catch (error) {
    throw actionUncertain(error);
  }
}

async function isThere(page: Page, selector: string, element: string, signal: AbortSignal): Promise<boolean> {
  const deadline = performance.now() + APPEARS_WITHIN_MS;
  for (;;) {
    const names = await page.evaluate<string[] | null>(elementNamesExpression(selector));
    if (names !== null && isSameElement(names, element)) return true;
    if (performance.now() > deadline) return false;
    await sleep(LOOK_INTERVAL_MS, undefined, { signal });
  }
}

async function ask(
  { stagehand, use }: Tools,
  page: Page,
  instruction: string,
  options: Omit<NonNullable<Parameters<typeof stagehand.act>[1]>, 'page'>,
): Promise<ActResultData> {
  try {
    return (await stagehand.act(instruction, { page, ...options })).data;
  } catch (error) {
    if (use.failure !== undefined && use.answers === 0) throw use.failure;
    throw use.answers === 0 ? error : actionUncertain(use.failure ?? error);
  }
}

/** Only a single action is kept: what a second one needs is not there before the first. */
function foundAction({ success, actions }: ActResultData, element: string | undefined): FoundAction | undefined {
  const [only, ...others] = actions;
  if (!success || element === undefined || only?.method === undefined || others.length > 0) return undefined;
  return {
    action: {
      selector: only.selector,
      description: only.description,
      method: only.method,
      arguments: only.arguments ?? [],
    },
    element,
  };
}

function resultOf({ success, message, actionDescription }: ActResultData): ActResult {
  return { success, message, action: actionDescription };
}
