import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import type { BrowserPort, Call, Cookie, ObservedElement } from '../../ports/index.ts';
import { abortable } from '../abortable.ts';
import { httpStatus, notReached, sessionNotFound } from '../stagehand-browser/failures.ts';
import { pageAddress } from '../stagehand-browser/page-address.ts';
import { badAnswer, notOffered } from './failures.ts';
import { checkRoutes, requestOf, UPSTREAM_ROUTES, type ServerOperation, type ServerRoutes } from './routes.ts';
import { ask, serverAddress } from './server-client.ts';

/** The limit of one try of a step. */
const DEFAULT_TIMEOUT_MS = 120_000;
const END_TIMEOUT_MS = 10_000;

export interface StagehandServerOptions {
  /** `STAGEHAND_URL`: credentials and a path are taken from it. */
  url: string;
  /** Where the server differs from `UPSTREAM_ROUTES`. */
  routes?: Partial<ServerRoutes>;
  /** The model that the server is to use, such as `ollama/qwen2.5`. */
  model?: string;
  /** How long one request may take. Default: 120,000. */
  timeoutMs?: number;
}

/**
 * Browser sessions on a Stagehand server. The model, and with it the repair of its answers, is the server's; answers are taken
 * as they are. Limits on domains, headers, and whatever has no route reject with `NOT_SUPPORTED`, before anything is sent.
 */
export function stagehandServer(options: StagehandServerOptions): BrowserPort {
  const { timeoutMs = DEFAULT_TIMEOUT_MS, model } = options;
  checkRoutes(options.routes ?? {});
  const routes: ServerRoutes = { ...UPSTREAM_ROUTES, ...options.routes };
  const server = serverAddress(options.url);
  const sessions = new Set<string>();
  const starting = new Set<Promise<unknown>>();

  async function request(
    operation: ServerOperation,
    sessionId: string,
    body: JsonObject,
    call: Call = {},
    limitMs = timeoutMs,
  ): Promise<Json> {
    call.signal?.throwIfAborted();
    const route = routes[operation];
    if (route === false) throw notOffered(OFFERS[operation]);
    return ask(server, requestOf(route, server.url, sessionId), body, { timeoutMs: limitMs, signal: call.signal });
  }

  async function operate(operation: ServerOperation, sessionId: string, body: JsonObject, call?: Call): Promise<Json> {
    if (!sessions.has(sessionId)) throw sessionNotFound(sessionId);
    return request(operation, sessionId, body, call);
  }

  async function startSession(body: JsonObject): Promise<string> {
    const answer = await request('start', '', body);
    const sessionId = isJsonObject(answer) ? (answer.sessionId ?? answer.id) : undefined;
    if (typeof sessionId !== 'string' || sessionId === '') throw badAnswer(server.url, 'no session id');
    sessions.add(sessionId);
    return sessionId;
  }

  async function endSession(sessionId: string, call?: Call): Promise<void> {
    if (!sessions.delete(sessionId)) return;
    await request('end', sessionId, {}, call, END_TIMEOUT_MS);
  }

  return {
    async start({ viewport, headers, allowedDomains }, { signal } = {}) {
      signal?.throwIfAborted();
      if (headers !== undefined) throw notOffered('headers for a session');
      if (allowedDomains !== undefined) throw notOffered('a limit on domains');
      const browser = viewport === undefined ? {} : { browser: { type: 'local', launchOptions: { viewport } } };
      const session = startSession({ ...(model === undefined ? {} : { modelName: model }), ...browser });
      starting.add(session);
      void session.catch(() => undefined).finally(() => starting.delete(session));
      try {
        return { sessionId: await abortable(session, signal) };
      } catch (error) {
        // The request was sent: the session it opens has to be ended when its id is known.
        const ending = session.then((sessionId) => endSession(sessionId));
        starting.add(ending);
        void ending.catch(() => undefined).finally(() => starting.delete(ending));
        throw error;
      }
    },
    async navigate(sessionId, { url, waitUntil }, call) {
      const address = pageAddress(url, undefined);
      const body = { url: address.href, ...(waitUntil === undefined ? {} : { options: { waitUntil } }) };
      const answer = await operate('navigate', sessionId, body, call);
      const page = isJsonObject(answer) ? answer : {};
      const reached = typeof page.url === 'string' ? page.url : address.href;
      // Servers that say nothing about the status have thrown when there was no page.
      const status = typeof page.status === 'number' ? page.status : 200;
      if (reached.startsWith('chrome-error:')) throw notReached(address.host, undefined);
      if (status >= 400) throw httpStatus(address.hostname, status);
      return { url: reached, title: typeof page.title === 'string' ? page.title : '', status };
    },
    async act(sessionId, { action, variables, selector }, call) {
      const answer = await operate('act', sessionId, { input: action, ...optionsOf({ variables, selector }) }, call);
      if (!isJsonObject(answer) || typeof answer.success !== 'boolean')
        throw badAnswer(server.url, 'no result of the action');
      const { success, message, actionDescription, action: done } = answer;
      return { success, message: textOr(message, ''), action: textOr(actionDescription ?? done, action) };
    },
    async extract(sessionId, { instruction, schema, selector }, call) {
      const body = { instruction, ...(schema === undefined ? {} : { schema }), ...optionsOf({ selector }) };
      const answer = await operate('extract', sessionId, body, call);
      if (schema !== undefined) return answer;
      const content = isJsonObject(answer) ? (answer.content ?? answer.extraction ?? answer.pageText) : answer;
      return { content: typeof content === 'string' ? content : JSON.stringify(content ?? answer) };
    },
    async observe(sessionId, { instruction, selector }, call) {
      const body = { ...(instruction === undefined ? {} : { instruction }), ...optionsOf({ selector }) };
      const answer = await operate('observe', sessionId, body, call);
      if (!Array.isArray(answer)) throw badAnswer(server.url, 'no list of elements');
      return answer.filter(isJsonObject).map(toElement);
    },
    async screenshot(sessionId, call) {
      const answer = await operate('screenshot', sessionId, {}, call);
      if (!isJsonObject(answer) || typeof answer.file !== 'string') throw badAnswer(server.url, 'no file of a picture');
      return { file: answer.file };
    },
    async getCookies(sessionId, call) {
      const answer = await operate('getCookies', sessionId, {}, call);
      const list = isJsonObject(answer) ? answer.cookies : answer;
      if (!Array.isArray(list)) throw badAnswer(server.url, 'no list of cookies');
      return list as unknown as Cookie[];
    },
    async setCookies(sessionId, cookies, call) {
      await operate('setCookies', sessionId, { cookies: cookies as unknown as Json[] }, call);
    },
    closeSession: endSession,
    async close() {
      await Promise.allSettled(starting);
      await Promise.allSettled([...sessions].map((sessionId) => endSession(sessionId)));
    },
  };
}

/** Completes "does not offer …". */
const OFFERS: Readonly<Record<ServerOperation, string>> = {
  start: 'sessions',
  navigate: 'navigation',
  act: 'actions',
  extract: 'extraction',
  observe: 'observation',
  screenshot: 'screenshots',
  getCookies: 'reading cookies',
  setCookies: 'setting cookies',
  end: 'the end of a session',
};

function optionsOf({ variables, selector }: { variables?: JsonObject | undefined; selector?: string | undefined }) {
  const options: JsonObject = {
    ...(variables === undefined ? {} : { variables }),
    ...(selector === undefined ? {} : { selector }),
  };
  return Object.keys(options).length === 0 ? {} : { options };
}

function toElement({ selector, description, method, arguments: args }: JsonObject): ObservedElement {
  return {
    selector: textOr(selector, ''),
    description: textOr(description, ''),
    method: textOr(method, ''),
    arguments: Array.isArray(args) ? args : [],
  };
}

function textOr(value: Json | undefined, fallback: string): string {
  return typeof value === 'string' ? value : fallback;
}
