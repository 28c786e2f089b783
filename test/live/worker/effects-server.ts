import { startHttpServer } from '../../fakes/http-server.ts';

/** A server that does a request of one `Idempotency-Key` once, and counts what it did. */
export interface EffectsServer {
  url: string;
  host: string;
  /** How often each effect was done, by path and body. */
  effects: ReadonlyMap<string, number>;
  /** Requests that came with a key that was known. */
  repeats(): number;
  [Symbol.asyncDispose](): Promise<void>;
}

export async function startEffectsServer(options: { delayMs?: number } = {}): Promise<EffectsServer> {
  const answers = new Map<string, string>();
  const effects = new Map<string, number>();
  let repeats = 0;
  const server = await startHttpServer(({ url, headers, body }, response) => {
    const key = String(headers['idempotency-key']);
    let answer = answers.get(key);
    if (answer === undefined) {
      const effect = `${url} ${body}`;
      effects.set(effect, (effects.get(effect) ?? 0) + 1);
      answer = JSON.stringify({ number: effects.size });
      answers.set(key, answer);
    } else {
      repeats++;
    }
    setTimeout(() => response.writeHead(200, { 'content-type': 'application/json' }).end(answer), options.delayMs ?? 0);
  });
  return {
    url: server.url,
    host: server.host,
    effects,
    repeats: () => repeats,
    [Symbol.asyncDispose]: async () => server[Symbol.asyncDispose](),
  };
}
