import type { FlowModel, StepNode } from '../../model/index.ts';
import type { Rule } from '../../rule.ts';
import { mixedReferences } from './mixed-references.ts';

export const flowMixedDialects: Rule = {
  name: 'flow/mixed-dialects',
  severity: 'warning',
  confidence: 'medium',
  fix: 'unsafe',
  since: '0.2.0',
  summary: 'One flow is written in both spellings.',
  explanation:
    'Steps can be written with their settings under `config` or beside `type`, references as `$name` or `{{ name }}`, and some step types exist under two names. All of it works, in any mixture, but the next reader has to know both. What only one spelling can say, such as an expression between braces, is no mixture.',
  bad: {
    text: `{ "type": "ollama_generate", "result_key": "caption", "config": { "model": "dolphin3:8b", "prompt": "Caption for {{params.topic}}" } },
{ "type": "directus_write", "config": { "collection": "scheduled_posts", "item": { "caption": "$caption.response" } } }`,
  },
  good: {
    text: `{ "type": "ollama_generate", "result_key": "caption", "config": { "model": "dolphin3:8b", "prompt": "Caption for $params.topic" } },
{ "type": "directus_write", "config": { "collection": "scheduled_posts", "item": { "caption": "$caption.response" } } }`,
  },
  flow({ model, report }) {
    const flat = model.steps.find(isFlat);
    const enveloped = model.steps.find(isEnveloped);
    if (flat !== undefined && enveloped !== undefined) {
      const [first, later] = flat.order < enveloped.order ? [flat, enveloped] : [enveloped, flat];
      report({
        message: 'this flow has steps with "config" and steps without',
        place: { pointer: `${later.step.pointer}/type` },
        label: wordsOf(later),
        related: [{ place: { pointer: `${first.step.pointer}/type` }, label: wordsOf(first) }],
        notes: ['write all steps in one way; every step type can be written with "config"'],
      });
    } else {
      const twins = findTwins(model);
      if (twins !== undefined) {
        const [first, later] = twins;
        report({
          message: `"${first.step.type}" and "${later.step.type}" are two spellings of one step type`,
          place: { pointer: `${later.step.pointer}/type` },
          related: [{ place: { pointer: `${first.step.pointer}/type` }, label: 'the other spelling' }],
        });
      }
    }
    const references = mixedReferences(model, flat !== undefined && enveloped === undefined);
    if (references !== undefined) report(references);
  },
};

function isFlat({ step }: StepNode): boolean {
  return step.dialect === 2;
}

/** A step that could have been written flat: types that only exist with `config` leave no choice. */
function isEnveloped({ step, facts }: StepNode): boolean {
  return (
    step.dialect === 1 && Object.hasOwn(step.raw, 'config') && (facts?.dialect === 2 || familyOf(step) !== undefined)
  );
}

function wordsOf({ step }: StepNode): string {
  return step.dialect === 2 ? 'settings beside "type"' : 'settings in "config"';
}

const ONLY_FLAT: ReadonlySet<unknown> = new Set(['observe', 'screenshot', 'get-cookies', 'set-cookies', 'list-models']);
const WITH_TWIN = /^(?:read|create|update|delete|search)-items?$/;

/** The service that a step of a type with a twin talks to. */
function familyOf({ type, config }: StepNode['step']): string | undefined {
  if (type === 'http' || type === 'http_request') return 'http';
  if (/^(?:directus|ollama|stagehand)_/.test(type)) return type.slice(0, type.indexOf('_'));
  if (type === 'directus') {
    const { operation } = config;
    return typeof operation === 'string' && WITH_TWIN.test(operation) ? type : undefined;
  }
  const isTwin = type === 'ollama' || type === 'stagehand';
  return isTwin && !ONLY_FLAT.has(config['operation']) && !ONLY_FLAT.has(config['action']) ? type : undefined;
}

/** Two steps of one family, one under each name; what exists under one name only is none. */
function findTwins({ steps }: FlowModel): [StepNode, StepNode] | undefined {
  const firsts = new Map<string, StepNode>();
  for (const node of steps) {
    const family = familyOf(node.step);
    if (family === undefined) continue;
    const first = firsts.get(family);
    if (first === undefined) firsts.set(family, node);
    else if (
      first.facts?.dialect !== undefined &&
      node.facts?.dialect !== undefined &&
      first.facts.dialect !== node.facts.dialect
    )
      return [first, node];
  }
  return undefined;
}
