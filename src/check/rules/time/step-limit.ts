import { isJsonObject } from '../../../json.ts';
import type { FlowModel } from '../../model/index.ts';
import type { Rule } from '../../rule.ts';

const STEP_LIMIT_MS = 120_000;

export const timeStepLimit: Rule = {
  name: 'time/step-limit',
  severity: 'error',
  confidence: 'high',
  fix: undefined,
  since: '0.2.0',
  summary: 'A time limit or a delay is longer than a step may take.',
  explanation:
    'A try of a step is stopped after 120 seconds, whatever it says; only `wait-for` may take up to 10 minutes for all its polls. A longer `timeout_ms` can never be reached, and the flow is refused.\n\nWork that takes longer belongs into a queue (`bullmq_enqueue`), and waiting for it into `wait-for`.',
  bad: {
    text: '{ "type": "http_request", "timeout_ms": 300000, "config": { "url": "https://api.example.com/" } }',
  },
  good: {
    text: '{ "type": "http_request", "timeout_ms": 60000, "config": { "url": "https://api.example.com/" } }',
  },
  problem({ pointer, message }, { model, report }) {
    const step = stepAt(pointer.slice(0, pointer.lastIndexOf('/')), model);
    const value = isJsonObject(step) ? step['timeout_ms'] : undefined;
    if (typeof value !== 'number') {
      report({ message, place: { pointer } });
      return;
    }
    const isWait = isJsonObject(step) && step['type'] === 'wait-for';
    report({
      message: `a step is stopped after ${isWait ? '10 minutes' : '120 s'}, so a timeout of ${inWords(value)} is never reached`,
      place: { pointer },
      label: inWords(value),
      notes: ['use bullmq_enqueue for work that takes longer'],
    });
  },
  setting({ kind, path, pointer, value }, { step }, { report }) {
    if (kind !== 'value' || step.type !== 'delay' || path.length !== 1 || path[0] !== 'ms') return;
    if (typeof value !== 'number' || value <= STEP_LIMIT_MS) return;
    report({
      message: `a step is stopped after 120 s, so a delay of ${inWords(value)} never ends`,
      place: { pointer },
      label: inWords(value),
      notes: ['a job can wait longer: bullmq_enqueue with "options": { "delay": … }'],
    });
  },
};

function stepAt(pointer: string, { steps }: FlowModel) {
  return steps.find((node) => node.step.pointer === pointer)?.step.raw;
}

function inWords(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (!Number.isInteger(seconds)) return `${milliseconds} ms`;
  if (seconds < 120 || seconds % 60 !== 0) return `${seconds} s`;
  return seconds % 3600 === 0 && seconds > 3600 ? `${seconds / 3600} hours` : `${seconds / 60} minutes`;
}
