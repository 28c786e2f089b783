import { isJsonObject, type JsonObject } from '../json.ts';
import type { Effect, IsOpen, SettingProblem } from '../step.ts';
import { extractType } from './extract-type.ts';
import { schemaProblems } from './format.ts';

/** What is known of a browser action without running it. */
interface ActionFacts {
  /** For people. */
  summary: string;
  effect: Effect;
  /** Settings without which the action means nothing; of several in one entry, one is enough. */
  requires: ReadonlyArray<readonly string[]>;
  /** The JSON Schema of the result; of `extract` it depends on the settings. */
  result?: JsonObject;
}

/** The nine actions of the platform's browser server. */
export const BROWSER_ACTION_FACTS = {
  start: {
    summary: "Opens a browser session, which becomes the run's own.",
    effect: 'read',
    requires: [],
    result: objectType({ sessionId: 'string' }),
  },
  navigate: {
    summary: 'Opens a page.',
    effect: 'read',
    requires: [['url']],
    result: objectType({ url: 'string', title: 'string', status: 'integer' }),
  },
  act: {
    summary: 'Does something on the page.',
    effect: 'write',
    requires: [['action', 'instruction']],
    result: objectType({ success: 'boolean', message: 'string', action: 'string' }),
  },
  extract: { summary: 'Takes data from the page.', effect: 'read', requires: [['instruction']] },
  observe: {
    summary: 'Lists what can be done on the page.',
    effect: 'read',
    requires: [],
    result: {
      type: 'array',
      items: objectType({ selector: 'string', description: 'string', method: 'string', arguments: 'array' }),
    },
  },
  screenshot: {
    summary: 'Takes a picture of the page.',
    effect: 'read',
    requires: [],
    result: objectType({ file: 'string' }),
  },
  'get-cookies': {
    summary: "The names of the session's cookies.",
    effect: 'read',
    requires: [],
    result: { type: 'array', items: { type: 'string' } },
  },
  'set-cookies': {
    summary: 'Puts cookies into the session.',
    effect: 'read',
    requires: [['cookies']],
    result: objectType({ set: 'integer' }),
  },
  close: { summary: 'Closes the session.', effect: 'read', requires: [], result: objectType({ closed: 'boolean' }) },
} as const satisfies Record<string, ActionFacts>;

export type BrowserActionName = keyof typeof BROWSER_ACTION_FACTS;

export const BROWSER_ACTION_NAMES = Object.keys(BROWSER_ACTION_FACTS) as [BrowserActionName, ...BrowserActionName[]];

export const BROWSER_ACTION_SUMMARIES = Object.values(BROWSER_ACTION_FACTS).map(({ summary }) => summary);

export function browserEffect({ action }: { action?: unknown }): Effect {
  return factsOf(action)?.effect ?? 'write';
}

/** The JSON Schema of what an action gives, from the written settings. */
export function browserType({ action, params = {} }: JsonObject): JsonObject | undefined {
  if (action === 'extract') return isJsonObject(params) ? extractType(params) : undefined;
  return factsOf(action)?.result;
}

/** What the action needs among its `params`. */
export function browserProblems({ action, params = {} }: JsonObject, isOpen: IsOpen): SettingProblem[] {
  const facts = factsOf(action);
  if (!isJsonObject(params) || facts === undefined) return [];
  const problems = schemaProblems(params.schema, ['params', 'schema'], isOpen);
  for (const names of facts.requires) {
    if (names.some((name) => params[name] !== undefined)) continue;
    problems.push({ kind: 'missing', path: ['params', names[0]!], message: `is required for "${action as string}"` });
  }
  return problems;
}

function factsOf(action: unknown): ActionFacts | undefined {
  const isKnown = typeof action === 'string' && Object.hasOwn(BROWSER_ACTION_FACTS, action);
  return isKnown ? BROWSER_ACTION_FACTS[action as BrowserActionName] : undefined;
}

function objectType(fields: Record<string, string>): JsonObject {
  const properties = Object.fromEntries(
    Object.entries(fields).map(([name, type]) => [name, name === 'url' ? { type, format: 'uri' } : { type }]),
  );
  return { type: 'object', properties, required: Object.keys(fields) };
}
