import type { ProjectFacts } from '../project-facts.ts';
import type { StepNode } from '../model/index.ts';
import { directusAccessOf } from './directus-access.ts';
import { TAINT } from './taint-bits.ts';

/** What a step's result is made of, besides what goes into the step. */
export interface StepSource {
  readonly bits: number;
  /** What goes into its settings comes out again. */
  readonly isPassing: boolean;
  /** The setting that its result repeats, field by field. */
  readonly mirrors?: string;
}

const NOTHING: StepSource = { bits: 0, isPassing: false };
const PASSING: StepSource = { bits: 0, isPassing: true };
const PAGE: StepSource = { bits: TAINT.page | TAINT.text, isPassing: false };
const HTTP: StepSource = { bits: TAINT.http | TAINT.text, isPassing: false };
const ANSWER: StepSource = { bits: TAINT.answer | TAINT.text, isPassing: true };
const SECRET: StepSource = { bits: TAINT.secret, isPassing: false };
const ITEM: StepSource = { bits: 0, isPassing: true, mirrors: 'item' };
const DATA: StepSource = { bits: 0, isPassing: true, mirrors: 'data' };
const TEMPLATE: StepSource = { bits: 0, isPassing: true, mirrors: 'template' };

/** Browser actions whose result is not made of a page. */
const WITHOUT_PAGE: ReadonlySet<unknown> = new Set(['start', 'close', 'screenshot', 'get-cookies', 'set-cookies']);

/** Types that only make values of others, or hold the steps that make them. */
const MAKING_VALUES: ReadonlySet<string> = new Set(['script', 'condition', 'loop', 'parallel', 'wait-for']);

export function sourceOf(node: StepNode, project: ProjectFacts): StepSource {
  const { step, facts } = node;
  if (facts === undefined) return NOTHING;
  switch (facts.taint.source) {
    case 'secret':
      return SECRET;
    case 'model':
      return step.config['operation'] === 'list-models' ? NOTHING : ANSWER;
    case 'external':
      if (!facts.needs.includes('browser')) return HTTP;
      return step.type === 'stagehand' && WITHOUT_PAGE.has(step.config['action']) ? NOTHING : PAGE;
  }
  if (step.type === 'transform') return Object.hasOwn(step.config, 'template') ? TEMPLATE : PASSING;
  if (MAKING_VALUES.has(step.type)) return PASSING;
  if (step.type.startsWith('directus')) return directusSource(node, project);
  // What a project's own step type gives may be made of anything that it gets.
  return step.type.startsWith('action:') ? PASSING : NOTHING;
}

function directusSource(node: StepNode, project: ProjectFacts): StepSource {
  const access = directusAccessOf(node);
  if (access === undefined) return node.step.config['operation'] === 'trigger-flow' ? HTTP : NOTHING;
  if (access.verb === 'delete') return NOTHING;
  if (access.verb !== 'read') return node.step.type === 'directus' ? DATA : ITEM;
  const { collection } = access;
  if (collection === undefined) return NOTHING;
  const isSecret = isSecretCollection(collection, project);
  const isPrivate = isPrivateCollection(collection, project);
  return isSecret || isPrivate
    ? { bits: (isSecret ? TAINT.secret : 0) | (isPrivate ? TAINT.private : 0), isPassing: false }
    : NOTHING;
}

export function isSecretCollection(collection: string, { secretCollections }: ProjectFacts): boolean {
  return secretCollections === undefined ? collection === 'platform_sessions' : secretCollections.includes(collection);
}

const PRIVATE_NAME =
  /^(?:fan|subscriber|customer)s?(?:_|$)|_(?:messages|earnings|payouts|personas)$|^(?:messages|directus_users)$/;

/** By default the platform's collections about fans, messages, money and personas. */
export function isPrivateCollection(collection: string, { privateCollections }: ProjectFacts): boolean {
  return privateCollections === undefined ? PRIVATE_NAME.test(collection) : privateCollections.includes(collection);
}
