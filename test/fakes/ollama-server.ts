import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { JsonObject } from '../../src/json.ts';

/** A request as the server saw it. */
export interface OllamaRequest {
  method: string;
  /** Without the query: `/api/generate`. */
  path: string;
  headers: IncomingHttpHeaders;
  body: JsonObject;
  model: string;
  /** The prompt of a generate request; of a chat, the text of the last message. */
  prompt: string;
  system: string;
  /** How many requests to this path came before, from 0. */
  index: number;
  /** Milliseconds from the request to the moment when the client went away before the end; absent otherwise. */
  closedAfterMs?: number;
}

/** What the server does with one generate or chat request. A plain text is `{ text }`. */
export interface OllamaScript {
  text?: string;
  /** The pieces that are streamed; by default the words of `text`. */
  tokens?: string[];
  /** Time until the headers, as while a model is being loaded. */
  loadMs?: number;
  tokenDelayMs?: number;
  /** Answers `{"error": …}` with `status` (default 500) instead of streaming. */
  error?: string;
  status?: number;
  headers?: Record<string, string>;
  /** Answers these bytes instead of anything that Ollama would say. */
  raw?: { body: string; contentType?: string; status?: number };
  /** After so many tokens (0: before the headers): say nothing more. */
  hangAfter?: number;
  /** After so many tokens: destroy the socket. */
  cutAfter?: number;
  /** After so many tokens: end politely, without the last record. */
  stopAfter?: number;
  /** After so many tokens: an error record in the stream. */
  errorAfter?: { tokens: number; error: string };
  /** After so many tokens: a line that is not JSON. */
  garbageAfter?: number;
  /** Overrides fields of the last record, such as `prompt_eval_count` or `done_reason`. */
  last?: JsonObject;
}

export interface OllamaServerOptions {
  /** Default: `"ok"` for every request. */
  answer?: (request: OllamaRequest) => string | OllamaScript | Promise<string | OllamaScript>;
  /** Installed models. Default: every model is there, and `dolphin3:8b` is listed. */
  models?: string[];
  /** Answers for every path, before anything else. */
  raw?: { body: string; contentType?: string; status?: number };
  /** `model_info` context length of `/api/show`. */
  contextLength?: number;
}

export interface OllamaServer extends AsyncDisposable {
  /** `http://127.0.0.1:PORT`. */
  url: string;
  port: number;
  /** All requests, oldest first. */
  requests: OllamaRequest[];
  /** How many requests came to a path, or at all. */
  count(path?: string): number;
  /** The body of the newest request to a path. */
  lastBody(path?: string): JsonObject;
  /** Resolves when so many requests have come. */
  waitForRequests(count: number): Promise<void>;
  /** Resolves when the client has gone away from so many requests before their end. */
  waitForClosed(count: number): Promise<void>;
  /** Changes what comes from now on. */
  setAnswer(answer: NonNullable<OllamaServerOptions['answer']>): void;
  close(): Promise<void>;
}

/** Starts a server on a free port that speaks Ollama's protocol and does what it is told. */
export async function startOllamaServer(options: OllamaServerOptions = {}): Promise<OllamaServer> {
  const requests: OllamaRequest[] = [];
  const sockets = new Set<Socket>();
  const stop = new AbortController();
  let answer = options.answer ?? (() => 'ok');

  const server = createServer((incoming, response) => {
    handle(incoming, response).catch((error: unknown) => {
      if (!stop.signal.aborted && !response.destroyed) response.destroy(error as Error);
    });
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });

  async function handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await readRequest(incoming, requests);
    requests.push(request);
    const startedAt = performance.now();
    response.once('close', () => {
      if (!response.writableFinished) request.closedAfterMs = performance.now() - startedAt;
    });
    if (options.raw !== undefined) return sendRaw(response, options.raw);
    switch (`${request.method} ${request.path}`) {
      case 'GET /':
      case 'HEAD /':
        return sendRaw(response, { body: 'Ollama is running', contentType: 'text/plain; charset=utf-8' });
      case 'GET /api/version':
        return sendJson(response, 200, { version: '0.12.6' });
      case 'GET /api/tags':
        return sendJson(response, 200, { models: (options.models ?? ['dolphin3:8b']).map(modelListing) });
      case 'POST /api/show':
        return isInstalled(request.model)
          ? sendJson(response, 200, modelDetails(options.contextLength ?? 131_072))
          : sendJson(response, 404, { error: `model '${request.model}' not found` });
      case 'POST /api/generate':
      case 'POST /api/chat':
        if (request.model === '') return sendJson(response, 400, { error: 'model is required' });
        if (!isInstalled(request.model))
          return sendJson(response, 404, { error: `model '${request.model}' not found` });
        return play(request, response, toScript(await answer(request)), stop.signal);
      default:
        return sendRaw(response, { body: '404 page not found', contentType: 'text/plain', status: 404 });
    }
  }

  function isInstalled(model: string): boolean {
    return options.models === undefined || options.models.some((name) => withTag(name) === withTag(model));
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;

  async function close(): Promise<void> {
    stop.abort();
    for (const socket of sockets) socket.destroy();
    if (server.listening) await new Promise<void>((resolve) => server.close(() => resolve()));
  }

  return {
    url: `http://127.0.0.1:${port}`,
    port,
    requests,
    count: (path) => requests.filter((request) => path === undefined || request.path === path).length,
    lastBody: (path) => requests.findLast((request) => path === undefined || request.path === path)?.body ?? {},
    waitForRequests: (count) => until(() => requests.length >= count, `${count} requests`),
    waitForClosed: (count) =>
      until(
        () => requests.filter((one) => one.closedAfterMs !== undefined).length >= count,
        `${count} closed requests`,
      ),
    setAnswer: (next) => {
      answer = next;
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

async function readRequest(incoming: IncomingMessage, earlier: readonly OllamaRequest[]): Promise<OllamaRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  const body = text === '' ? {} : (JSON.parse(text) as JsonObject);
  const path = new URL(incoming.url ?? '/', 'http://server').pathname;
  const messages = (body.messages ?? []) as Array<{ role: string; content: string }>;
  return {
    method: incoming.method ?? 'GET',
    path,
    headers: incoming.headers,
    body,
    model: typeof body.model === 'string' ? body.model : '',
    prompt: typeof body.prompt === 'string' ? body.prompt : (messages.at(-1)?.content ?? ''),
    system:
      typeof body.system === 'string' ? body.system : (messages.find(({ role }) => role === 'system')?.content ?? ''),
    index: earlier.filter((request) => request.path === path).length,
  };
}

function toScript(answer: string | OllamaScript): OllamaScript {
  return typeof answer === 'string' ? { text: answer } : answer;
}

async function play(
  request: OllamaRequest,
  response: ServerResponse,
  script: OllamaScript,
  signal: AbortSignal,
): Promise<void> {
  if (script.loadMs !== undefined) await sleep(script.loadMs, undefined, { signal });
  if (script.hangAfter === 0) return;
  if (script.cutAfter === 0) return void response.socket?.destroy();
  if (script.raw !== undefined) return sendRaw(response, script.raw);
  if (script.error !== undefined || script.status !== undefined) {
    const error = script.error ?? `status ${script.status}`;
    return sendJson(response, script.status ?? 500, { error }, script.headers);
  }
  const tokens = script.tokens ?? (script.text ?? 'ok').match(/\s*\S+|\s+$/g) ?? [];
  const isStreaming = request.body.stream !== false;
  if (!isStreaming) return sendJson(response, 200, lastRecord(request, script, tokens, tokens.join('')));

  response.writeHead(200, { 'content-type': 'application/x-ndjson', ...script.headers });
  response.flushHeaders();
  for (const [index, token] of tokens.entries()) {
    if (await misbehave(response, script, index)) return;
    if (script.tokenDelayMs !== undefined) await sleep(script.tokenDelayMs, undefined, { signal });
    if (response.destroyed) return;
    writeLine(response, { ...recordStart(request), ...textField(request, token), done: false });
  }
  if (await misbehave(response, script, tokens.length)) return;
  response.end(`${JSON.stringify(lastRecord(request, script, tokens, ''))}\n`);
}

/** Does what the script asks for after so many tokens, and says whether the answer is over. */
async function misbehave(response: ServerResponse, script: OllamaScript, sent: number): Promise<boolean> {
  if (script.hangAfter === sent) return true;
  if (script.cutAfter === sent) {
    await sleep(20);
    response.socket?.destroy();
    return true;
  }
  if (script.stopAfter === sent) {
    response.end();
    return true;
  }
  if (script.errorAfter?.tokens === sent) {
    response.end(`${JSON.stringify({ error: script.errorAfter.error })}\n`);
    return true;
  }
  if (script.garbageAfter === sent) response.write('<<< not json >>>\n');
  return false;
}

function lastRecord(request: OllamaRequest, script: OllamaScript, tokens: string[], text: string): JsonObject {
  return {
    ...recordStart(request),
    ...textField(request, text),
    done: true,
    done_reason: 'stop',
    ...(request.path === '/api/generate' ? { context: [1, 2, 3] } : {}),
    total_duration: 5_043_500_667,
    load_duration: 5_025_959,
    prompt_eval_count: Math.max(1, Math.ceil(promptLength(request) / 4)),
    prompt_eval_duration: 325_953_000,
    eval_count: tokens.length,
    eval_duration: 4_709_213_000,
    ...script.last,
  };
}

function promptLength({ body }: OllamaRequest): number {
  const messages = (body.messages ?? []) as Array<{ content: string }>;
  const texts = [body.system, body.prompt, ...messages.map(({ content }) => content)];
  return texts.reduce<number>((sum, text) => sum + (typeof text === 'string' ? text.length : 0), 0);
}

function recordStart(request: OllamaRequest): JsonObject {
  return { model: request.model, created_at: new Date().toISOString() };
}

function textField(request: OllamaRequest, text: string): JsonObject {
  return request.path === '/api/chat' ? { message: { role: 'assistant', content: text } } : { response: text };
}

function writeLine(response: ServerResponse, record: JsonObject): void {
  response.write(`${JSON.stringify(record)}\n`);
}

function sendJson(
  response: ServerResponse,
  status: number,
  body: JsonObject,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(JSON.stringify(body));
}

function sendRaw(response: ServerResponse, raw: { body: string; contentType?: string; status?: number }): void {
  response.writeHead(raw.status ?? 200, { 'content-type': raw.contentType ?? 'text/html; charset=utf-8' });
  response.end(raw.body);
}

function withTag(model: string): string {
  return model.includes(':') ? model : `${model}:latest`;
}

function modelListing(name: string): JsonObject {
  return {
    name: withTag(name),
    model: withTag(name),
    modified_at: '2026-10-01T08:00:00.000000000Z',
    size: 4_920_757_726,
    digest: 'd5ab9ae8e1f22619a6be52e5694df422b7183a3883990a000188c363781ecb78',
    details: { format: 'gguf', family: 'llama', parameter_size: '8.0B', quantization_level: 'Q4_0' },
  };
}

function modelDetails(contextLength: number): JsonObject {
  return {
    template: '{{ .Prompt }}',
    details: { format: 'gguf', family: 'llama', parameter_size: '8.0B', quantization_level: 'Q4_0' },
    model_info: { 'general.architecture': 'llama', 'llama.context_length': contextLength },
    capabilities: ['completion'],
  };
}

async function until(isReached: () => boolean, what: string): Promise<void> {
  const deadline = performance.now() + 10_000;
  while (!isReached()) {
    if (performance.now() > deadline) throw new Error(`waited 10 s in vain for ${what}`);
    await sleep(2);
  }
}
