import { UsageError } from '../../errors.ts';

export type ServerOperation =
  | 'start'
  | 'navigate'
  | 'act'
  | 'extract'
  | 'observe'
  | 'screenshot'
  | 'getCookies'
  | 'setCookies'
  | 'end';

/** `"POST /v1/sessions/{sessionId}/act"`, or `false` for what the server does not offer. */
export type ServerRoutes = Record<ServerOperation, string | false>;

/** The routes of the server that Stagehand's own project publishes; it offers neither pictures nor cookies. */
export const UPSTREAM_ROUTES: Readonly<ServerRoutes> = {
  start: 'POST /v1/sessions/start',
  navigate: 'POST /v1/sessions/{sessionId}/navigate',
  act: 'POST /v1/sessions/{sessionId}/act',
  extract: 'POST /v1/sessions/{sessionId}/extract',
  observe: 'POST /v1/sessions/{sessionId}/observe',
  screenshot: false,
  getCookies: false,
  setCookies: false,
  end: 'POST /v1/sessions/{sessionId}/end',
};

export interface ServerRequest {
  method: string;
  url: string;
}

/** The request of a route, with the session's id in place and encoded. A path is relative to the whole base, its own path included. */
export function requestOf(route: string, base: string, sessionId: string): ServerRequest {
  const [, method = '', path = ''] = ROUTE.exec(route) ?? [];
  const place = path.replaceAll('{sessionId}', () => encodeURIComponent(sessionId));
  return { method, url: `${base.replace(/\/+$/, '')}${place}` };
}

const ROUTE = /^(GET|POST|PUT|PATCH|DELETE) (\/\S*)$/;

/** Throws `CONFIG_INVALID` for a route that cannot be read, or that forgets the session. */
export function checkRoutes(routes: Partial<ServerRoutes>): void {
  for (const [operation, route] of Object.entries(routes)) {
    if (route === false) continue;
    const isWhole = ROUTE.test(route) && (operation === 'start' || route.includes('{sessionId}'));
    if (isWhole) continue;
    throw new UsageError('CONFIG_INVALID', `stagehand.routes.${operation} is not a route: ${JSON.stringify(route)}`, {
      detail: 'Write it as "POST /v1/sessions/{sessionId}/act", or false where the server has none.',
    });
  }
}
