import type { Action } from '@browserbasehq/stagehand';
import { createHash } from 'node:crypto';
import { isJsonObject, type Json } from '../../json.ts';
import type { CachePort } from '../../ports/index.ts';
import { pagePattern } from './page-pattern.ts';

const ACTION_NAMESPACE = 'browser-actions';

const VERSION = 1;
const LIFETIME_MS = 30 * 24 * 60 * 60 * 1000;

/** An action that a model found on a page once. */
export interface FoundAction {
  action: Action & { method: string; arguments: string[] };
  /** `role: name` of its element then. */
  element: string;
}

export interface ActionRequest {
  pageUrl: string;
  instruction: string;
  selector: string | undefined;
  variableNames: readonly string[];
}

export interface ActionCache {
  find(request: ActionRequest): Promise<FoundAction | undefined>;
  keep(request: ActionRequest, found: FoundAction): Promise<void>;
  forget(request: ActionRequest): Promise<void>;
  close(): Promise<void>;
}

/**
 * Remembers what a model chose for an instruction on a kind of page. Neither the instruction nor what it says to type is
 * stored: the key is a hash, and texts to type are kept as the place in the instruction where they stand.
 */
export function actionCache(openCache: (() => CachePort | Promise<CachePort>) | undefined): ActionCache {
  let opening: Promise<CachePort> | undefined;
  const open = async () => (opening ??= (async () => openCache?.())().then((cache) => cache ?? NO_CACHE));
  return {
    async find(request) {
      return restore(await (await open()).get(ACTION_NAMESPACE, keyOf(request)), request.instruction);
    },
    async keep(request, found) {
      const stored = toStored(found, request);
      if (stored !== undefined) await (await open()).set(ACTION_NAMESPACE, keyOf(request), stored, LIFETIME_MS);
    },
    async forget(request) {
      await (await open()).set(ACTION_NAMESPACE, keyOf(request), null, 1);
    },
    async close() {
      await (await opening)?.close();
    },
  };
}

const NO_CACHE: CachePort = {
  get: async () => undefined,
  set: async () => undefined,
  clear: async () => 0,
  close: async () => undefined,
};

function keyOf({ pageUrl, instruction, selector, variableNames }: ActionRequest): string {
  const parts = [pagePattern(pageUrl), instruction, selector ?? null, [...variableNames].sort()];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/** An argument: itself where it says nothing of its own, else the place in the instruction. */
type StoredArgument = string | [start: number, end: number];

/** `undefined` for an action with an argument that came from elsewhere, such as the page: it may hold anything. */
function toStored({ action, element }: FoundAction, { instruction, variableNames }: ActionRequest): Json | undefined {
  const stored: StoredArgument[] = [];
  for (const argument of action.arguments) {
    const start = instruction.indexOf(argument);
    if (isPlain(argument, action.method, variableNames)) stored.push(argument);
    else if (start !== -1) stored.push([start, start + argument.length]);
    else return undefined;
  }
  const { selector, method } = action;
  return { version: VERSION, selector, method, arguments: stored, element };
}

function isPlain(argument: string, method: string, variableNames: readonly string[]): boolean {
  const isVariable = variableNames.some((name) => argument === `%${name}%`);
  return argument === '' || isVariable || ['press', 'scrollTo', 'nextChunk', 'prevChunk'].includes(method);
}

function restore(stored: Json | undefined, instruction: string): FoundAction | undefined {
  if (!isJsonObject(stored) || stored.version !== VERSION) return undefined;
  const { selector, method, element } = stored as { selector: string; method: string; element: string };
  const args = (stored.arguments as StoredArgument[]).map((argument) =>
    typeof argument === 'string' ? argument : instruction.slice(...argument),
  );
  return { action: { selector, description: element, method, arguments: args }, element };
}
