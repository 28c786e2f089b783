import { isJsonObject } from '../../../json.ts';
import type { FlowModel, StepNode } from '../../model/index.ts';
import type { Rule } from '../../rule.ts';

const LONG_MS = 300_000;

export const timeLongFlow: Rule = {
  name: 'time/long-flow',
  severity: 'off',
  strictSeverity: 'info',
  confidence: 'low',
  fix: undefined,
  since: '0.2.0',
  summary: 'In the worst case the flow takes more than five minutes.',
  explanation:
    'Every step may take its whole time limit, and each retry again. Nobody waits that long in a chat: give the steps, or the flow, a `timeout_ms`, or put the work into a queue.',
  bad: {
    text: `{ "type": "http_request", "result_key": "page", "retry": { "attempts": 3 }, "config": { "url": "https://api.example.com/" } },
{ "type": "log", "timeout_ms": 1000, "config": { "message": "Status: $page.status" } }`,
  },
  good: {
    text: `{ "type": "http_request", "result_key": "page", "timeout_ms": 20000, "retry": { "attempts": 3 }, "config": { "url": "https://api.example.com/" } },
{ "type": "log", "timeout_ms": 1000, "config": { "message": "Status: $page.status" } }`,
  },
  flow({ model, report }) {
    const { flow } = model;
    if (flow.timeoutMs !== undefined && flow.timeoutMs <= LONG_MS) return;
    const worstMs = worstCaseMs(model);
    if (worstMs <= LONG_MS) return;
    report({
      message: `in the worst case this flow takes ${Math.round(worstMs / 60_000)} minutes`,
      place: { pointer: '/steps', at: 'key' },
      notes: ['the time limits of all steps together, retries included; a loop counts as one round'],
    });
  },
};

/** Steps of the flow itself, of the longest branch of each step, and of one round of each loop. */
function worstCaseMs({ steps }: FlowModel): number {
  const inside = new Map<StepNode, Map<string, number>>();
  let totalMs = 0;
  // From the last to the first, so that a step comes behind those inside it.
  for (const node of steps.toReversed()) {
    const longestMs = Math.max(0, ...(inside.get(node)?.values() ?? []));
    const ownMs = ownLimitMs(node);
    // `wait-for` has one limit for everything in it.
    const stepMs = node.facts?.timeout === null ? longestMs : Math.max(ownMs, 0);
    if (node.parent === undefined) {
      totalMs += stepMs;
      continue;
    }
    let lists = inside.get(node.parent);
    if (lists === undefined) inside.set(node.parent, (lists = new Map<string, number>()));
    lists.set(node.listPointer, (lists.get(node.listPointer) ?? 0) + stepMs);
  }
  return totalMs;
}

function ownLimitMs({ step, facts }: StepNode): number {
  const { retry, config, type } = step;
  const ms = type === 'delay' && typeof config['ms'] === 'number' ? config['ms'] : undefined;
  const limitMs = ms ?? step.timeoutMs ?? facts?.timeout?.defaultMs ?? 0;
  if (!isJsonObject(step.raw['retry']) || retry === undefined) return limitMs;
  return limitMs * retry.attempts + retry.maxDelayMs * (retry.attempts - 1);
}
