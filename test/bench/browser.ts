/**
 * What our layer adds to bare Stagehand, on one real Chromium each and a model that answers at once: the median of rounds in
 * which both do the same on the page in front, in turns. `node test/bench/browser.ts [rounds]`
 */
import { localBrowser, Stagehand } from '@browserbasehq/stagehand';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { findChromium, stagehandBrowser } from '../../src/adapters/stagehand-browser/index.ts';
import type { JsonObject } from '../../src/json.ts';
import type { ModelPort } from '../../src/ports/index.ts';

const GOAL_MS = 5;
const rounds = Number(process.argv[2] ?? 30);
const STATS = { type: 'object', properties: { subscribers: { type: 'number' } }, required: ['subscribers'] };
const PAGE = '<title>x</title><button onclick="document.title = \'clicked\'">Buy</button><p>1234 subscribers</p>';

function answer(name: string, prompt: string): JsonObject {
  if (name === 'Metadata') return { progress: 'done', completed: true };
  if (name === 'Extraction') return { subscribers: 1234 };
  const elementId = /\[(\d+-\d+)\] button: Buy/.exec(prompt)![1]!;
  return { action: { elementId, description: 'x', method: 'click', arguments: [] }, twoStep: false };
}

/** The same answers, as a model port gives them. */
const model = {
  async chat({ messages, format }) {
    const name = 'twoStep' in (format as { properties: JsonObject }).properties ? 'Act' : 'Extraction';
    return { model: 'm', response: JSON.stringify(answer(name, messages.at(-1)!.content)) };
  },
} as ModelPort;

const server = createServer((_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end(PAGE));
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
const directory = mkdtempSync(join(tmpdir(), 'genie-bench-'));
const chromePath = await findChromium(process.env['CHROME_PATH']);

const ours = stagehandBrowser({ model: () => model, directory, chromePath });
const { sessionId } = await ours.start({});
await ours.navigate(sessionId, { url });

const browser = await localBrowser.launch({ executablePath: chromePath, headless: true });
const bare = await Stagehand.create({
  browser,
  logging: { level: 'off' },
  selfHeal: false,
  domSettleTimeoutMs: 2000,
  model: {
    async generate({ messages, responseFormat }) {
      const structuredContent = answer((responseFormat as { name: string }).name, JSON.stringify(messages));
      const text = JSON.stringify(structuredContent);
      return { role: 'assistant', content: { type: 'text', text }, outputFormat: 'json_schema', structuredContent };
    },
  },
});
await (await browser.context.activePage())!.goto(url);

const schema = z.fromJSONSchema(STATS as Parameters<typeof z.fromJSONSchema>[0]);
const operations = {
  extract: [
    () => bare.extract('subscribers', schema),
    () => ours.extract(sessionId, { instruction: 'subscribers', schema: STATS }),
  ],
  act: [() => bare.act('buy'), () => ours.act(sessionId, { action: 'buy' })],
} as const;

let isGood = true;
for (const [name, [theirs, our]] of Object.entries(operations)) {
  const times: [number[], number[]] = [[], []];
  for (let round = -3; round < rounds; round++) {
    const order = round % 2 === 0 ? [0, 1] : [1, 0];
    for (const which of order as Array<0 | 1>) {
      const startedAt = performance.now();
      await (which === 0 ? theirs() : our());
      if (round >= 0) times[which].push(performance.now() - startedAt);
    }
  }
  const [bareMs, ourMs] = times.map(median) as [number, number];
  const added = ourMs - bareMs;
  isGood &&= added < GOAL_MS;
  console.log(
    `${name}: bare ${bareMs.toFixed(1)} ms, ours ${ourMs.toFixed(1)} ms, added ${added.toFixed(1)} ms (goal ${GOAL_MS})`,
  );
}
await ours.close();
await browser.close();
server.closeAllConnections();
server.close();
rmSync(directory, { recursive: true, force: true });
process.exitCode = isGood ? 0 : 1;

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
