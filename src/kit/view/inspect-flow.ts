import type { FlowModel, StepNode } from '../../check/model/index.ts';
import { directusAccessOf, type DirectusAccess } from '../../check/taint/directus-access.ts';
import { SERVICE_NAMES, type ServiceName } from '../../ports/index.ts';
import { worstCaseOf, type WorstCase } from './worst-case.ts';

/** Something that a flow touches, by its name; `undefined` where it is only known when the flow runs. */
export interface Touched<Way extends string> {
  name: string | undefined;
  ways: Way[];
  /** Titles of the steps. */
  steps: string[];
}

/** What a flow needs and touches, as far as its document tells. */
export interface FlowInspection {
  slug: string;
  /** Steps in all, those inside of others and `finally` included. */
  steps: number;
  services: ServiceName[];
  collections: Array<Touched<DirectusAccess['verb']>>;
  /** Host and port of outgoing requests and of pages. */
  hosts: Array<Touched<'request' | 'page'>>;
  queues: Array<Touched<'enqueue'>>;
  /** Of Ollama; without a name the project's own. */
  models: Array<Touched<'generate' | 'chat'>>;
  /** Directus flows that are called, by id. */
  directusFlows: Array<Touched<'trigger'>>;
  /** Names of `$env`. */
  environment: string[];
  /** How many steps change something. */
  writes: number;
  worstCase: WorstCase;
}

/** Reads a bound flow (`checkFlow(…).model`). Never throws for what the flow holds. */
export function inspectFlow(model: FlowModel): FlowInspection {
  const { steps, references, flow } = model;
  const needs = new Set<string>(steps.flatMap(({ facts }) => facts?.needs ?? []));
  const collect = <Way extends string>(touch: (node: StepNode) => readonly [string | undefined, Way] | undefined) =>
    touchedBy(steps, touch);
  return {
    slug: flow.slug,
    steps: steps.length,
    services: SERVICE_NAMES.filter((name) => needs.has(name)),
    collections: collect((node) => {
      const access = directusAccessOf(node);
      return access && [access.collection, access.verb];
    }),
    hosts: collect(hostOf),
    queues: collect(({ step }) =>
      step.type === 'bullmq_enqueue' ? [written(step.config['queue']), 'enqueue'] : undefined,
    ),
    models: collect(modelOf),
    directusFlows: collect(({ step }) =>
      step.type === 'directus_trigger' ? [written(step.config['flow_uuid']), 'trigger'] : undefined,
    ),
    environment: [
      ...new Set(
        references.flatMap(({ binding, fields }) => (binding?.kind === 'env' ? [String(fields[0] ?? '*')] : [])),
      ),
    ].toSorted(),
    writes: steps.filter(({ facts, step }) => facts?.effectOf(step.config) === 'write').length,
    worstCase: worstCaseOf(model),
  };
}

/** A step for a person: its result key, else its type and place. */
export function titleOfStep({ step, path }: StepNode): string {
  return step.key ?? `${step.type} ${path.join('.')}`;
}

function touchedBy<Way extends string>(
  steps: readonly StepNode[],
  touch: (node: StepNode) => readonly [string | undefined, Way] | undefined,
): Array<Touched<Way>> {
  const found = new Map<string | undefined, { ways: Set<Way>; steps: string[] }>();
  for (const node of steps) {
    const touched = touch(node);
    if (touched === undefined) continue;
    const [name, way] = touched;
    const entry = found.get(name) ?? { ways: new Set(), steps: [] };
    entry.ways.add(way);
    entry.steps.push(titleOfStep(node));
    found.set(name, entry);
  }
  return [...found].map(([name, { ways, steps: by }]) => ({ name, ways: [...ways], steps: by }));
}

function hostOf({ step, facts }: StepNode): readonly [string | undefined, 'request' | 'page'] | undefined {
  const { config } = step;
  const isPage = facts?.needs.includes('browser') === true;
  if (!isPage && facts?.needs.includes('http') !== true) return undefined;
  const params = config['params'];
  const url =
    config['url'] ?? (typeof params === 'object' && params !== null && 'url' in params ? params['url'] : undefined);
  if (typeof url !== 'string') return undefined;
  // A name and a password before the host are nobody's business here.
  const host = /^https?:\/\/(?:[^/?#\s]*@)?([^/?#\s$@]+)(?=[/?#]|$)/i.exec(url)?.[1];
  return [host === undefined || /[{}$]/.test(host) ? undefined : host.toLowerCase(), isPage ? 'page' : 'request'];
}

function modelOf({ step, facts }: StepNode): readonly [string | undefined, 'generate' | 'chat'] | undefined {
  if (facts?.needs.includes('model') !== true || !step.type.startsWith('ollama')) return undefined;
  const isChat = step.type === 'ollama_chat' || step.config['operation'] === 'chat';
  return [written(step.config['model']), isChat ? 'chat' : 'generate'];
}

/** A text without references. */
function written(value: unknown): string | undefined {
  return typeof value === 'string' && !/\$[A-Za-z_]|\{\{/.test(value) ? value : undefined;
}
