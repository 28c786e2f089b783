import { expect, test } from 'vitest';
import { startHttpServer } from '../fakes/http-server.ts';
import { startOllamaServer } from '../fakes/ollama-server.ts';
import { finished, folder, jsonCommand, startCommand } from './command.ts';

/** What a server counts: one name for each step that reaches it. */
const STEPS = ['get-1', 'post-2', 'model-3', 'get-4', 'post-5', 'get-6'];
const WRITES = new Set(['post-2', 'post-5']);

/** A server that answers every step, and never the one that is held. */
async function countingServers() {
  const held: { step: string | undefined } = { step: undefined };
  const arrivals: string[] = [];
  let onArrival: (step: string) => void = () => {};
  const arrive = (step: string) => {
    arrivals.push(step);
    onArrival(step);
    return held.step === step;
  };
  const web = await startHttpServer(({ url }, response) => {
    if (!arrive(url.slice(1)))
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ from: url }));
  });
  const ollama = await startOllamaServer({
    answer: () => (arrive('model-3') ? { text: '', loadMs: 60_000 } : 'written'),
  });
  return {
    web,
    ollama,
    arrivals,
    held,
    count: (step: string) => arrivals.filter((name) => name === step).length,
    arrival: (step: string) =>
      new Promise<void>((resolve) => {
        onArrival = (name) => {
          if (name === step) resolve();
        };
      }),
    async [Symbol.asyncDispose]() {
      await web[Symbol.asyncDispose]();
      await ollama.close();
    },
  };
}

function projectFolder({ url, host }: { url: string; host: string }): string {
  const http = (name: string, method: string, previous?: string) => ({
    type: 'http_request',
    result_key: name.replace('-', '_'),
    config: {
      url: `${url}/${name}`,
      method,
      ...(previous === undefined ? {} : { headers: { 'x-previous': previous } }),
    },
  });
  return folder({
    'genie-actions.config.json': { http: { allowHosts: [host] } },
    'flows/six.json': {
      slug: 'six',
      name: 'Six steps',
      steps: [
        http('get-1', 'GET'),
        http('post-2', 'POST', '$get_1.body.from'),
        {
          type: 'ollama_generate',
          result_key: 'model_3',
          config: { model: 'm', prompt: 'Write about $post_2.body.from' },
        },
        http('get-4', 'GET', '$model_3.response'),
        http('post-5', 'POST', '$get_4.body.from'),
        http('get-6', 'GET', '$post_5.body.from'),
      ],
      output: [
        '$get_1.body.from',
        '$post_2.body.from',
        '$model_3.response',
        '$get_4.body.from',
        '$post_5.body.from',
        '$get_6.body.from',
      ],
    },
  });
}

const OUTPUT = ['/get-1', '/post-2', 'written', '/get-4', '/post-5', '/get-6'];

test.each(STEPS)('goes on after kill -9 during %s without repeating what had finished', async (step) => {
  await using servers = await countingServers();
  const cwd = projectFolder(servers.web);
  const env = { OLLAMA_HOST: servers.ollama.url };
  servers.held.step = step;
  const arrived = servers.arrival(step);
  const child = startCommand(['run', 'six'], { cwd, env });
  const ended = finished(child);
  await arrived;
  child.kill('SIGKILL');
  expect((await ended).signal).toBe('SIGKILL');
  servers.held.step = undefined;

  const { json: listing } = await jsonCommand(['runs'], { cwd, env });
  const [run] = listing['runs'] as Array<{ run_id: string; status: string }>;
  expect(run).toMatchObject({ status: 'interrupted' });

  let resumed = await jsonCommand(['resume', run!.run_id], { cwd, env });
  if (WRITES.has(step)) {
    expect(resumed).toMatchObject({
      status: 1,
      json: { success: false, code: 'OUTCOME_UNKNOWN', failedStep: STEPS.indexOf(step) },
    });
    expect(servers.count(step)).toBe(1);
    resumed = await jsonCommand(['resume', run!.run_id, '--again'], { cwd, env });
  }
  expect(resumed).toMatchObject({ status: 0, json: { success: true, output: OUTPUT, run_id: run!.run_id } });
  for (const name of STEPS) expect([name, servers.count(name)]).toEqual([name, name === step ? 2 : 1]);
  const keys = servers.web.requests
    .filter(({ url }) => url === `/${step}`)
    .map(({ headers }) => headers['idempotency-key']);
  if (WRITES.has(step))
    expect(keys).toEqual([`${run!.run_id}-${STEPS.indexOf(step)}`, `${run!.run_id}-${STEPS.indexOf(step)}`]);
});
