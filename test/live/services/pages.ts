import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { startHttpServer, type HttpServer, type SeenRequest } from '../../fakes/http-server.ts';
import { page, PAGES } from './page-texts.ts';
import { stopWithTestFile } from './running-services.ts';

export interface PagesServer extends HttpServer {
  /** Bytes for addresses of a test's own, by path; they go before the built-in ones. */
  setPage(path: string, html: string): void;
}

/**
 * A web site for browsers on a free port of 127.0.0.1.
 *
 * `/profile` (a creator's numbers), `/list` (three posts with links), `/form` (posts to `/sent`, which shows what it got),
 * `/shop` and `/shop?layout=new` (the same button in other markup), `/members` (names the cookie `session`, or asks for a
 * login), `/slow?ms=500`, `/hang` (headers and half a page, then nothing), `/silent` (nothing at all), `/missing` (404),
 * `/broken` (500), `/cut` (the connection ends), `/redirect?to=/list` (302; default `/profile`), `/loop` (redirects to itself).
 */
export async function startPages(): Promise<PagesServer> {
  const own = new Map<string, string>();
  const server = await startHttpServer(async (request, response) => {
    const url = new URL(request.url, 'http://pages');
    const html = own.get(url.pathname);
    if (html !== undefined) return send(response, 200, html);
    return answer(url, request, response);
  });
  stopWithTestFile(async () => {
    await server[Symbol.asyncDispose]();
  });
  return Object.assign(server, { setPage: (path: string, html: string) => void own.set(path, html) });
}

async function answer(url: URL, request: SeenRequest, response: ServerResponse): Promise<void> {
  switch (url.pathname) {
    case '/sent':
      return send(response, 200, page('Sent', `<h1>Thank you</h1><pre>${escape(request.body)}</pre>`));
    case '/shop':
      return send(response, 200, url.searchParams.get('layout') === 'new' ? PAGES.newShop : PAGES.shop);
    case '/members':
      return send(response, 200, membersPage(request.headers.cookie));
    case '/slow':
      await sleep(Number(url.searchParams.get('ms') ?? 1_000));
      return send(response, 200, page('Slow', '<h1>At last</h1>'));
    case '/hang':
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
      return void response.write('<!doctype html><title>Hang</title><h1>Half a page</h1>');
    case '/silent':
      return;
    case '/broken':
      return send(response, 500, page('Broken', '<h1>Something went wrong</h1>'));
    case '/cut':
      return void response.destroy();
    case '/redirect':
      return void response.writeHead(302, { location: url.searchParams.get('to') ?? '/profile' }).end();
    case '/loop':
      return void response.writeHead(302, { location: '/loop' }).end();
    default:
      return sendStored(url.pathname.slice(1) || 'home', response);
  }
}

function sendStored(name: string, response: ServerResponse): void {
  const html = Object.hasOwn(PAGES, name) ? PAGES[name as keyof typeof PAGES] : undefined;
  if (html === undefined) send(response, 404, page('Not found', '<h1>There is no such page</h1>'));
  else send(response, 200, html);
}

function membersPage(cookies = ''): string {
  const session = /(?:^|; )session=([^;]*)/.exec(cookies)?.[1];
  if (session === undefined) return page('Log in', '<h1>Please log in</h1><a href="/form">Log in</a>');
  return page('Members', `<h1>Welcome back</h1><p id="session">${escape(session)}</p>`);
}

function send(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(html);
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
