import { startHttpServer, type HttpServer } from '../../fakes/http-server.ts';
import { page } from '../services/page-texts.ts';
import { stopWithTestFile } from '../services/running-services.ts';

/** A site that shows the statistics of `/NAME/stats` to the owner of a cookie `session` of this value, and to nobody else. */
export async function startMemberSite(session: string): Promise<HttpServer> {
  const server = await startHttpServer((request, response) => {
    const isMember = (request.headers.cookie ?? '').split('; ').includes(`session=${session}`);
    const [, name = ''] = request.url.split('/');
    const body = isMember
      ? `<h1>Statistics of ${name}</h1><p>1234 subscribers</p><p>$5,678.90 earned</p><p>42 posts</p>`
      : '<h1>Please log in</h1>';
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page('Statistics', body));
  });
  stopWithTestFile(async () => {
    await server[Symbol.asyncDispose]();
  });
  return server;
}

/** What a model reads from that page's text. */
export function readStatistics(pageText: string): object {
  return {
    subscribers: Number(/(\d+) subscribers/.exec(pageText)?.[1] ?? 0),
    total_earnings: /(\$[\d,.]+) earned/.exec(pageText)?.[1] ?? '',
    post_count: Number(/(\d+) posts/.exec(pageText)?.[1] ?? 0),
  };
}
