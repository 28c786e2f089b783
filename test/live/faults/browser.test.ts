import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import type { RunEvent } from '../../../src/engine/events.ts';
import { startOllamaServer, type OllamaRequest, type OllamaScript } from '../../fakes/ollama-server.ts';
import { folder } from '../../cli/command.ts';
import { startRun } from '../flows/live-project.ts';
import { findChromium } from '../services/chromium.ts';
import { endProcesses, processesOf } from '../services/leftover-processes.ts';
import { startPages, type PagesServer } from '../services/pages.ts';
import { stopWithTestFile } from '../services/running-services.ts';
import { startGate, type Gate } from './gate.ts';

let pages: PagesServer;
let gate: Gate;
let modelUrl: string;
beforeAll(async () => {
  const model = await startOllamaServer({ answer: misbehave });
  stopWithTestFile(() => model.close());
  modelUrl = model.url;
  [pages, gate] = await Promise.all([startPages(), startGate()]);
});

/** What the instruction asks for. */
function misbehave({ body, prompt }: OllamaRequest): OllamaScript {
  const all = JSON.stringify(body.messages ?? prompt);
  if (all.includes('be slow')) return { hangAfter: 0 };
  if (all.includes('be wrong')) return { text: 'I see a heading.' };
  if (all.includes('be cut short')) return { text: '{"heading": "Mara Exam', last: { done_reason: 'length' } };
  if (all.includes('be gone')) return { cutAfter: 0 };
  return { text: '{"heading": "Mara Example"}' };
}

const start = { type: 'stagehand_start', result_key: 'tab', config: {} };
const sessionId = '$tab.sessionId';
const open = (address: string, more: object = {}) => ({
  type: 'stagehand_navigate',
  result_key: 'page',
  config: { sessionId, url: address },
  ...more,
});
const extract = (instruction: string, more: object = {}) => ({
  type: 'stagehand_extract',
  config: { sessionId, instruction, schema: { heading: 'string' } },
  ...more,
});

/** Runs these steps without Directus; gives the report, and the code of every step that failed. */
async function run(steps: (cwd: string) => object[]) {
  const cwd = folder({
    'genie-actions.config.json': { audit: { enabled: false }, http: { allowHosts: [gate.host] } },
    '.env': `OLLAMA_HOST=${modelUrl}\nOLLAMA_MODEL=qwen2.5:7b\nCHROME_PATH=${findChromium()}\n`,
  });
  const flow = { slug: 'visit', name: 'Visit', steps: steps(cwd), output: { heading: '$last.heading' } };
  const file = path.join(cwd, 'flows/visit.json');
  mkdirSync(path.dirname(file));
  writeFileSync(file, JSON.stringify(flow));
  const { child, ended } = startRun(cwd, 'visit', {}, ['--events', 'events.jsonl']);
  child.stdin!.end();
  const { report } = await ended;
  const lines = readFileSync(path.join(cwd, 'events.jsonl'), 'utf8').trim().split('\n');
  const events = lines.map((line) => JSON.parse(line) as RunEvent);
  const codes = events.flatMap((event) => (event.event === 'step-end' && event.error ? [event.error.code] : []));
  expect(processesOf(cwd)).toEqual([]);
  expect(readdirSync(path.join(cwd, '.genie-actions/state/browsers'))).toEqual([]);
  return { report, codes };
}

it('outlives a model that is slow, wrong, cut short or gone, and says which', async () => {
  const passedOver = { on_error: 'continue' };
  const { report, codes } = await run(() => [
    start,
    open(`${pages.url}/profile`),
    extract('be slow', { ...passedOver, timeout_ms: 1_500 }),
    extract('be wrong', passedOver),
    extract('be cut short', passedOver),
    extract('be gone', passedOver),
    extract('the heading', { result_key: 'last' }),
  ]);
  expect(codes).toEqual(['STEP_TIMEOUT', 'FORMAT_MISMATCH', 'FORMAT_MISMATCH', 'CONNECTION_LOST']);
  expect(report.output).toEqual({ heading: 'Mara Example' });
});

it('ends with the time limit of a step whose page hangs for ever', async () => {
  const { report } = await run(() => [
    start,
    open(`${pages.url}/hang`, { timeout_ms: 2_000 }),
    extract('the heading', { result_key: 'last' }),
  ]);
  expect(report).toMatchObject({ success: false, code: 'STEP_TIMEOUT', failedStep: 1 });
});

it('fails with SESSION_LOST when Chromium is killed in the middle', async () => {
  const { report } = await run((cwd) => {
    gate.setAction(() => endProcesses(processesOf(cwd).filter(({ command }) => command.includes('--user-data-dir'))));
    return [start, open(`${pages.url}/profile`), gate.step, extract('the heading', { result_key: 'last' })];
  });
  expect(report).toMatchObject({ success: false, code: 'SESSION_LOST', failedStep: 3 });
});
